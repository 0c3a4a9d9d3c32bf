import { showAcquired } from '../../src/domain/acquired.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { screenText } from '../ui/screen-text.ts'
import { useProject, useReadout, useWorkbench } from './desk-context.ts'
import { showGsd } from './format.ts'

/** Date, sensor and side on the map itself, so that a picture of the screen is dated. */
export function DatePlaques() {
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const view = useWorkbench((state) => state.view)
  const two = view !== 'single' && compared !== null
  return (
    <div className="date-plaques" data-view={two ? view : 'single'}>
      {two ? <DatePlaque side="A" uid={compared} isFirst /> : null}
      {shown === null ? null : <DatePlaque side="B" uid={shown} isFirst={!two} />}
    </div>
  )
}

function DatePlaque({ side, uid, isFirst }: { side: 'A' | 'B'; uid: string; isFirst: boolean }) {
  const scene = useProject((state) => state.index.scenes.get(uid))
  const isBlinking = useWorkbench((state) => state.view === 'blink' && state.compared !== null)
  const isDark = useReadout((state) => isBlinking && state.lit !== side)
  const isUnderPen = useReadout((state) => state.lonLat !== null && state.side === side)
  const isMatched = useWorkbench(
    ({ compare, view, matches }) => side === 'A' && compare.matched && view !== 'single' && matches.size > 0,
  )
  if (scene === undefined) return null
  const name = scene.acquired_at === null ? scene.name : null
  const gsd = scene.gsd_m === null ? null : showGsd(scene.gsd_m)
  const about = [name, scene.sensor, gsd].filter(Boolean).join(' ')
  return (
    <div className="date-plaque glass tabular" data-side={side} data-dark={isDark} data-pen={isUnderPen}>
      <span className="badge" data-side={side}>
        {side}
      </span>
      {scene.acquired_at === null ? (
        <b className="warn">time unknown</b>
      ) : (
        <b className={scene.acquired_confirmed === 1 ? '' : 'warn'}>{showAcquired(scene, 'second')}</b>
      )}
      <span className="dim clip">{screenText(about)}</span>
      {isMatched ? <span className="dim">matched to B</span> : null}
      {isFirst && side === 'B' ? (
        <span className="faint date-keys">
          <Kbd keys="," /> <Kbd keys="." /> dates
        </span>
      ) : null}
    </div>
  )
}
