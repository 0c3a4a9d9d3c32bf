import { Kbd } from '../ui/Kbd.tsx'
import { ActionButton } from './ActionButton.tsx'
import { MapToolbar } from './MapToolbar.tsx'
import { useReadout, useWorkbench } from './desk-context.ts'

/** Takes or refuses the outline that was found, for a hand that stays on the mouse. */
export function SnapBar() {
  const isProposed = useReadout((state) => state.measures !== null)
  const isSnapping = useWorkbench((state) => state.tool === 'snap')
  if (!isProposed || !isSnapping) return null
  return (
    <MapToolbar className="first-hull glass carry-offer" label="Outline that was found">
      <ActionButton id="snap.take" tone="primary">
        Take it <Kbd keys="Enter" />
      </ActionButton>
      <ActionButton id="snap.refuse">
        Refuse it <Kbd keys="Escape" />
      </ActionButton>
    </MapToolbar>
  )
}
