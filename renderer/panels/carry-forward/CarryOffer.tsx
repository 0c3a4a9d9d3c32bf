import { X } from 'lucide-react'
import { ActionButton, ActionIcon } from '../../app/ActionButton.tsx'
import { useReading } from '../../app/desk-context.ts'
import { offerText } from '../../state/carry-offer.ts'

/**
 * Offers to look for the last date's hulls on a scene on which nothing is drawn yet, or on which that was begun. Gives
 * null where it has nothing to offer.
 */
export function CarryOffer() {
  const text = useReading(offerText)
  if (text === null) return null
  return (
    <div className="first-hull glass carry-offer" role="note" aria-label="Carry forward?">
      {text}
      <ActionButton id="carry.begin" tone="primary">
        Carry forward
      </ActionButton>
      <ActionIcon id="carry.refuse" icon={<X size={14} />} />
    </div>
  )
}
