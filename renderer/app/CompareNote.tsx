import { ringOf } from '../../src/domain/polygon.ts'
import { commonGround } from '../../src/geodesy/overlap.ts'
import { whyNotMeasured } from '../state/action.ts'
import type { Desk } from '../state/desk.ts'
import { useReading } from './desk-context.ts'

/** Why the view of two dates does not show what one would expect of it. */
export function CompareNote() {
  const why = useReading(whyNotCompared)
  return why === null ? null : (
    <div className="compare-note glass warn" role="note">
      {why}
    </div>
  )
}

/** Why A is not to be seen over or beside B, as a sentence; null where it is. */
export function whyNotCompared({ project, workbench }: Pick<Desk, 'project' | 'workbench'>): string | null {
  const { shown, compared, view, compare } = workbench.getState()
  if (view === 'single' || shown === null || compared === null) return null
  const { index, away, readiness } = project.getState()
  const [a, b] = [index.scenes.get(compared), index.scenes.get(shown)]
  if (a === undefined || b === undefined) return null
  if (away.get(compared) === 'outside')
    return 'The path of scene A is not followed yet: follow it, or press Shift , or . for another date.'
  if (away.has(compared))
    return 'The file of scene A is not where it was: locate it, or press Shift , or . for another date.'
  const [stateA, stateB] = [readiness.get(compared), readiness.get(shown)]
  if (stateA?.state === 'failed') return 'Scene A could not be read. Press Shift , or . for another date.'
  if (stateA?.state !== 'ready') return 'Scene A is being prepared; the list shows how far it is.'
  if (stateB?.state !== 'ready') return null
  const isApart = view === 'side-by-side' && !compare.linked
  for (const [side, { display }] of [['A', stateA] as const, ['B', stateB] as const])
    if (whyNotMeasured(display) !== null && !isApart)
      return `Scene ${side} has no place on the ground: nothing says where it lies on the other. ${
        view === 'side-by-side' ? 'Press L to look at each by itself.' : 'Press F3, then L, to see both.'
      }`
  if (a.geom === null || b.geom === null || isApart) return null
  return commonGround(ringOf(a.geom), ringOf(b.geom)) === null
    ? `Scenes A and B show no ground in common. ${view === 'side-by-side' ? 'Press L to look at each by itself.' : 'Press Shift , or . for another date.'}`
    : null
}
