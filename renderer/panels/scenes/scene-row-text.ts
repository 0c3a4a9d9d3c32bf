import { showInstant } from '../../../src/domain/time.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { acquiredSources } from '../../../src/domain/vocabulary.ts'
import { showGsd } from '../../app/format.ts'
import type { SceneReadiness } from '../../state/project-store.ts'

/** What the second line of a scene's row says, and in which tone. */
export interface RowLine {
  readonly text: string
  readonly tone: 'dim' | 'warn' | 'bad'
}

/** The date of a scene as its row shows it. */
export function sceneDate(scene: Scene): string {
  return scene.acquired_at === null ? 'Time unknown' : showInstant(scene.acquired_at)
}

/** The lines under the date: what it was taken by, and everything that is not as it should be. */
export function sceneLines(
  scene: Scene,
  missing: boolean,
  readiness: SceneReadiness | undefined,
): readonly RowLine[] {
  const shift = Math.hypot(scene.shift_east_m ?? 0, scene.shift_north_m ?? 0)
  const parts = [
    scene.sensor,
    scene.gsd_m === null ? null : showGsd(scene.gsd_m),
    shift > 0 ? `shifted ${shift.toFixed(1)} m` : scene.provider,
  ].filter((part) => part !== null && part !== '')
  const lines: RowLine[] = [{ text: parts.length > 0 ? parts.join(' · ') : (scene.name ?? ''), tone: 'dim' }]
  if (missing) lines.push({ text: 'file not found', tone: 'bad' })
  else if (readiness?.state === 'failed') lines.push({ text: readiness.problem.what, tone: 'bad' })
  else if (readiness?.state === 'preparing') lines.push({ text: preparing(readiness), tone: 'dim' })
  if (scene.acquired_at === null) lines.push({ text: 'no time: enter it', tone: 'warn' })
  else if (scene.acquired_confirmed !== 1) {
    const source =
      scene.acquired_from === null ? '' : ` from ${acquiredSources[scene.acquired_from].label.toLowerCase()}`
    lines.push({ text: `time${source}, unconfirmed`, tone: 'warn' })
  }
  if (scene.geom === null) lines.push({ text: 'not placed on the ground', tone: 'warn' })
  return lines
}

function preparing({ done, total }: { done: number; total: number }): string {
  return total > 0 ? `preparing, ${Math.floor((100 * done) / total)} %` : 'preparing'
}
