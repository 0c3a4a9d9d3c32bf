import type { Scene } from './scene.ts'
import { showInstant } from './time.ts'

type Dated = Pick<Scene, 'acquired_at' | 'acquired_confirmed' | 'acquired_from'>

/** Whether an analyst has vouched for the time of a scene. */
export function timeConfirmed(scene: Pick<Scene, 'acquired_at' | 'acquired_confirmed'>): boolean {
  return scene.acquired_at !== null && scene.acquired_confirmed === 1
}

/**
 * Whether only the day of a scene is known. A source that names a day and no time of day (NAIP, Landsat, Sentinel Hub
 * names) gives its first instant, which stands for the day until an analyst confirms or enters a time.
 */
export function dayOnly({ acquired_at, acquired_confirmed, acquired_from }: Dated): boolean {
  if (acquired_at === null || acquired_confirmed === 1 || acquired_from === 'analyst') return false
  return acquired_at.endsWith('T00:00:00.000Z')
}

/** A scene's time for the screen: `2024-03-02 02:31 UTC`, `2024-01-15 ??:?? UTC` where only the day is known. */
export function showAcquired(scene: Dated, precision: 'minute' | 'second' = 'minute'): string {
  if (scene.acquired_at === null) return 'Time unknown'
  return dayOnly(scene)
    ? `${scene.acquired_at.slice(0, 10)} ??:?? UTC`
    : showInstant(scene.acquired_at, precision)
}

/** The time of something seen on a scene; as unsure as the scene's own where it is that one. */
export function showObserved(
  observed_at: string | null,
  scene: Dated | undefined,
  precision: 'minute' | 'second' = 'minute',
): string {
  if (observed_at === null) return '–'
  return scene?.acquired_at === observed_at
    ? showAcquired(scene, precision)
    : showInstant(observed_at, precision)
}

/** Why the time of a sighting that its scene gave is not vouched for. */
export type TimeDoubt = 'unknown' | 'day_only' | 'unconfirmed'

/** What is unsure about the time of a sighting; null where nothing is, or no scene gave it. */
export function timeDoubt(observed_at: string | null, scene: Dated | undefined): TimeDoubt | null {
  if (scene === undefined) return null
  if (observed_at !== null && observed_at !== scene.acquired_at) return null
  if (scene.acquired_at === null) return 'unknown'
  if (dayOnly(scene)) return 'day_only'
  return timeConfirmed(scene) ? null : 'unconfirmed'
}

const doubts: Readonly<Record<TimeDoubt, string>> = {
  unknown: 'The time of its scene is unknown.',
  day_only: 'Only the day of its scene is known.',
  unconfirmed: 'The time of its scene is unconfirmed.',
}

/** The same as a sentence. */
export function unsureTime(observed_at: string | null, scene: Dated | undefined): string | null {
  const doubt = timeDoubt(observed_at, scene)
  return doubt === null ? null : doubts[doubt]
}
