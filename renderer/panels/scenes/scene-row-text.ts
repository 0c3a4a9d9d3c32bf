import { dayOnly, showAcquired } from '../../../src/domain/acquired.ts'
import type { SceneFacts } from '../../../src/contract/scene-file.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { acquiredSources } from '../../../src/domain/vocabulary.ts'
import { showGsd } from '../../app/format.ts'
import type { SceneReadiness } from '../../state/project-store.ts'
import { timeSource, timeState } from './time-source.ts'

/** What the second line of a scene's row says, and in which tone. */
export interface RowLine {
  readonly text: string
  readonly tone: 'dim' | 'warn' | 'bad'
  /** The key that deals with it while the scene is shown. */
  readonly keys?: string
}

/** How the file of a scene is, as far as the window knows. */
export type FileTrouble = 'missing' | 'changed' | null

/** The lines under the date: what it was taken by, and everything that is not as it should be. */
export function sceneLines(
  scene: Scene,
  trouble: FileTrouble,
  readiness: SceneReadiness | undefined,
): readonly RowLine[] {
  const shift = Math.hypot(scene.shift_east_m ?? 0, scene.shift_north_m ?? 0)
  const parts = [scene.sensor, scene.gsd_m === null ? null : showGsd(scene.gsd_m), scene.provider].filter(
    (part) => part !== null && part !== '',
  )
  const lines: RowLine[] = [{ text: parts.length > 0 ? parts.join(' · ') : (scene.name ?? ''), tone: 'dim' }]
  if (shift > 0) lines.push({ text: `shifted ${shift.toFixed(1)} m`, tone: 'dim' })
  if (trouble === 'changed') lines.push({ text: 'another file lies there now', tone: 'bad' })
  else if (trouble === 'missing') lines.push({ text: 'file not found', tone: 'bad' })
  else if (readiness?.state === 'failed') lines.push({ text: readiness.problem.what, tone: 'bad' })
  else {
    const progress = preparation(readiness)
    if (progress !== null) lines.push({ text: preparing(progress), tone: 'dim' })
  }
  if (scene.acquired_at === null) lines.push({ text: 'no time: enter it', tone: 'warn' })
  else if (dayOnly(scene)) lines.push({ text: 'only the day is known', tone: 'warn', keys: 'Y' })
  else if (scene.acquired_confirmed !== 1) {
    const source =
      scene.acquired_from === null ? '' : ` from ${acquiredSources[scene.acquired_from].label.toLowerCase()}`
    lines.push({ text: `time${source}, unconfirmed`, tone: 'warn', keys: 'Y' })
  }
  if (scene.geom === null) lines.push({ text: 'not placed on the ground', tone: 'warn' })
  return lines
}

/** How far a scene is that is not yet ready, or ready and still without its display pyramid; null otherwise. */
export function preparation(
  readiness: SceneReadiness | undefined,
): { readonly done: number; readonly total: number } | null {
  if (readiness?.state === 'preparing') return readiness
  return readiness?.state === 'ready' ? (readiness.pyramid ?? null) : null
}

/** What hovering over a row tells: the file, and by which rule the time was found. */
export function rowTip(scene: Scene, facts: SceneFacts | undefined): string {
  const lines = [scene.name ?? '', scene.path === scene.name ? '' : (scene.path ?? '')]
  lines.push(`Time: ${showAcquired(scene, 'second')}, ${timeState(scene)}`)
  if (scene.acquired_at !== null) lines.push(`From ${timeSource(scene, facts)}`)
  return [...lines, ...(facts?.problems ?? [])].filter((line) => line !== '').join('\n')
}

function preparing({ done, total }: { done: number; total: number }): string {
  return total > 0 ? `preparing, ${Math.floor((100 * done) / total)} %` : 'preparing'
}
