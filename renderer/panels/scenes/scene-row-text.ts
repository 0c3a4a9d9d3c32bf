import { dayOnly, showAcquired } from '../../../src/domain/acquired.ts'
import type { SceneFacts } from '../../../src/contract/scene-file.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { acquiredSources } from '../../../src/domain/vocabulary.ts'
import { showGsd } from '../../app/format.ts'
import type { FileAway, PyramidProgress, SceneReadiness } from '../../state/project-store.ts'
import { remarksOn, timeSource, timeState } from './time-source.ts'

/** What the second line of a scene's row says, and in which tone. */
export interface RowLine {
  readonly text: string
  readonly tone: 'dim' | 'warn' | 'bad'
  /** The key that deals with it while the scene is shown. */
  readonly keys?: string
}

/** Why a scene is not to be seen, in a word or two. */
export const awayLines: Readonly<Record<FileAway, RowLine>> = {
  missing: { text: 'file not found', tone: 'bad' },
  changed: { text: 'file was replaced', tone: 'bad' },
  outside: { text: 'not followed yet', tone: 'warn' },
}

/** What is known of a scene besides its record. */
export interface SceneState {
  readonly away?: FileAway | undefined
  readonly readiness?: SceneReadiness | undefined
  readonly pyramid?: PyramidProgress | undefined
  readonly facts?: SceneFacts | undefined
}

/** The lines under the date: what it was taken by, and everything that is not as it should be. */
export function sceneLines(
  scene: Scene,
  { away, readiness, pyramid, facts }: SceneState,
): readonly RowLine[] {
  const lines: RowLine[] = [{ text: aboutScene(scene), tone: 'dim' }]
  if (scene.acquired_at === null) lines.push({ text: 'no time: enter it', tone: 'warn', keys: 'Y' })
  else if (dayOnly(scene)) lines.push({ text: 'only the day is known', tone: 'warn', keys: 'Y' })
  else if (scene.acquired_confirmed !== 1)
    lines.push({ text: `unconfirmed${sourceOf(scene)}`, tone: 'warn', keys: 'Y' })
  if (scene.acquired_confirmed !== 1 && (facts?.other_times.length ?? 0) > 0)
    lines.push({ text: 'sources disagree on the time', tone: 'warn' })
  if (scene.geom === null) lines.push({ text: 'not placed on the ground', tone: 'warn' })
  // Last, beside the button that deals with it.
  if (away !== undefined) lines.push(awayLines[away])
  else if (readiness?.state === 'failed') lines.push({ text: readiness.problem.what, tone: 'bad' })
  else {
    const progress = preparation(readiness, pyramid)
    if (progress !== null) lines.push({ text: preparing(progress), tone: 'dim' })
  }
  return lines
}

/** What an unconfirmed time rests on, short enough for a narrow list. */
function sourceOf({ acquired_from }: Scene): string {
  if (acquired_from === null) return ''
  if (acquired_from === 'tiff_datetime') return ' (processing time)'
  return ` (${acquiredSources[acquired_from].label.toLowerCase()})`
}

/**
 * Sensor, resolution and provider, or the shift in its stead; the name where the sensor is not known, first where no
 * date tells scenes apart.
 */
function aboutScene(scene: Scene): string {
  const { sensor, gsd_m, provider, name, acquired_at } = scene
  const hasSensor = sensor !== null && sensor !== ''
  const shift = Math.hypot(scene.shift_east_m ?? 0, scene.shift_north_m ?? 0)
  const last = shift > 0 ? `shifted ${shift.toFixed(1)} m` : provider
  const known = [sensor, gsd_m === null ? null : showGsd(gsd_m), last]
  const parts = acquired_at === null ? [name, ...known] : hasSensor ? known : [...known, name]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

type Preparation = Pick<PyramidProgress, 'done' | 'total'> & { readonly timeLeft?: string }

/** How far a scene is that is not yet ready, or still without its display pyramid; null otherwise. */
export function preparation(
  readiness: SceneReadiness | undefined,
  pyramid: PyramidProgress | undefined,
): Preparation | null {
  return readiness?.state === 'preparing' ? readiness : (pyramid ?? null)
}

/** What hovering over a row tells: the file, and by which rule the time was found. */
export function rowTip(scene: Scene, facts: SceneFacts | undefined): string {
  const lines = [scene.name ?? '', scene.path === scene.name ? '' : (scene.path ?? '')]
  lines.push(`Time: ${showAcquired(scene, 'second')}, ${timeState(scene)}`)
  if (scene.acquired_at !== null) lines.push(`From ${timeSource(scene, facts)}`)
  return [...lines, ...remarksOn(scene, facts)].filter((line) => line !== '').join('\n')
}

function preparing({ done, total, timeLeft }: Preparation): string {
  // A pyramid of which nothing is known yet waits until others are made.
  if (total === 0) return timeLeft === undefined ? 'preparing' : 'waiting to be prepared'
  const left = timeLeft === undefined || timeLeft === '' ? '' : `, ${timeLeft}`
  return `preparing, ${Math.floor((100 * done) / total)} %${left}`
}
