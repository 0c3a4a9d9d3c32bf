import { groundShown } from '../state/action.ts'
import { useReading, useReadout, useWorkbench } from './desk-context.ts'
import { scaleBar } from './scale-bar.ts'

/** How long a round number of metres is on the screen. */
export function ScaleBar() {
  const perPixel = useReadout((state) => state.metresPerPixel)
  const isThere = useReading((desk) => groundShown(desk) === true)
  const isApart = useWorkbench(
    ({ view, compare, compared }) => view === 'side-by-side' && !compare.linked && compared !== null,
  )
  const pane = useReadout((state) => state.pane)
  if (!isThere || perPixel === null || !(perPixel > 0)) return null
  const { metres, pixels } = scaleBar(perPixel, 150)
  const size = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  // Each view has a scale of its own then.
  const label = isApart ? `${size} in ${pane}` : size
  return (
    <div className="scale-bar" role="img" aria-label={`Scale: ${label}`} style={{ width: pixels }}>
      <span>0</span>
      <span>{label}</span>
    </div>
  )
}
