import { useProject, useReadout, useWorkbench } from './desk-context.ts'
import { scaleBar } from './scale-bar.ts'

/** How long a round number of metres is on the screen. */
export function ScaleBar() {
  const perPixel = useReadout((state) => state.metresPerPixel)
  const shown = useWorkbench((state) => state.shown)
  const ready = useProject((state) => shown !== null && state.readiness.get(shown)?.state === 'ready')
  if (!ready || perPixel === null || !(perPixel > 0)) return null
  const { metres, pixels } = scaleBar(perPixel, 150)
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return (
    <div className="scale-bar" role="img" aria-label={`Scale: ${label}`} style={{ width: pixels }}>
      <span>0</span>
      <span>{label}</span>
    </div>
  )
}
