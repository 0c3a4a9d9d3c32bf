import { namedSighting } from '../../src/domain/origin.ts'
import type { MapTool } from '../map/map-contract.ts'
import { proposalNow } from './carry-work.ts'
import type { Desk } from './desk.ts'
import { sightingsOfScene } from './project-index.ts'

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
