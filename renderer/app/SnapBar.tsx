import { Kbd } from '../ui/Kbd.tsx'
import { ActionButton } from './ActionButton.tsx'
import { useReadout, useWorkbench } from './desk-context.ts'

/** Takes or refuses the outline that was found, for a hand that stays on the mouse. */
export function SnapBar() {
  const isProposed = useReadout((state) => state.measures !== null)
  const isSnapping = useWorkbench((state) => state.tool === 'snap')
  if (!isProposed || !isSnapping) return null
  return (
    <div
      className="first-hull glass carry-offer"
      role="toolbar"
      aria-label="Outline that was found"
      // A click leaves the focus on the map, where Enter takes the next one.
      onMouseDown={(event) => event.preventDefault()}
    >
      <ActionButton id="snap.take" tone="primary">
        Take it <Kbd keys="Enter" />
      </ActionButton>
      <ActionButton id="snap.refuse">
        Refuse it <Kbd keys="Escape" />
      </ActionButton>
    </div>
  )
}
