import { X } from 'lucide-react'
import { namedSighting } from '../../../src/domain/origin.ts'
import { ActionButton, ActionIcon } from '../../app/ActionButton.tsx'
import { useReading } from '../../app/desk-context.ts'
import { proposalNow } from '../../state/carry-work.ts'
import type { MapTool } from '../../map/map-contract.ts'
import type { Desk } from '../../state/desk.ts'
import { sightingsOfScene } from '../../state/project-index.ts'

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

/** With these in hand, hulls are worked on; whoever measures an area is not asked. */
const drawsHulls: ReadonlySet<MapTool> = new Set(['select', 'hull', 'snap'])

/** What is offered for the scene that is shown, as a sentence; null for nothing. */
export function offerText(desk: Desk): string | null {
  const { shown, carry, carryRefused, tool } = desk.workbench.getState()
  const state = desk.project.getState()
  if (shown === null || carry !== null || carryRefused === shown || !drawsHulls.has(tool)) return null
  if (state.project?.readOnly === true || state.readiness.get(shown)?.state !== 'ready') return null
  const found = proposalNow(desk)
  if (typeof found === 'string') return null
  const there = sightingsOfScene(state.index, shown)
  const begun = there.some(({ source }) => namedSighting(source) !== null)
  if (there.length > 0 && !begun) return null
  const count = found.sightings.length
  const hulls = count === 1 ? '1 hull' : `${count} hulls`
  return `${hulls} of ${found.from.acquired_at?.slice(0, 10) ?? 'the last date'} to look for here.`
}
