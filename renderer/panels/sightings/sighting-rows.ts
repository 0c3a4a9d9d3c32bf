import type { Sighting } from '../../../src/domain/sighting.ts'
import { vesselTitle, type Vessel } from '../../../src/domain/vessel.ts'
import { berthStates } from '../../../src/domain/vocabulary.ts'
import { classLabel } from '../../state/class-groups.ts'
import { sightingsOfVessel, type ProjectIndex } from '../../state/project-index.ts'

export type SortColumn =
  'vessel' | 'class' | 'berth' | 'length' | 'beam' | 'heading' | 'identity' | 'date' | 'since'

export interface SortOrder {
  readonly column: SortColumn
  readonly descending: boolean
}

/** A sighting with what its row shows beside its own fields. */
export interface SightingRow {
  readonly sighting: Sighting
  readonly vessel: Vessel | null
  readonly title: string
  /** UTC instant of the vessel's first sighting; the sighting's own where it has no vessel. */
  readonly since: string | null
  /** Whole days from then to this sighting. */
  readonly days: number | null
}

const dayMs = 86_400_000

/** The rows for some sightings, in the order that is asked for; equal ones stay in order of uid. */
export function sightingRows(
  index: ProjectIndex,
  sightings: readonly Sighting[],
  order: SortOrder,
): readonly SightingRow[] {
  const rows = sightings.map((sighting) => rowOf(index, sighting))
  const value = valueOf[order.column]
  const sign = order.descending ? -1 : 1
  return rows.sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === right) return a.sighting.uid < b.sighting.uid ? -1 : 1
    // Empty cells come last in both directions.
    if (left === null || left === '') return 1
    if (right === null || right === '') return -1
    if (typeof left === 'string' && typeof right === 'string')
      return sign * left.localeCompare(right, 'en', { numeric: true })
    return sign * (left < right ? -1 : 1)
  })
}

function rowOf(index: ProjectIndex, sighting: Sighting): SightingRow {
  const vessel = sighting.vessel_uid === null ? null : (index.vessels.get(sighting.vessel_uid) ?? null)
  const first = sightingsOfVessel(index, sighting.vessel_uid)[0]?.observed_at ?? sighting.observed_at
  const days =
    first === null || sighting.observed_at === null
      ? null
      : Math.round((Date.parse(sighting.observed_at) - Date.parse(first)) / dayMs)
  return { sighting, vessel, title: vesselTitle(vessel), since: first, days }
}

const valueOf: Readonly<Record<SortColumn, (row: SightingRow) => string | number | null>> = {
  vessel: ({ vessel, title }) => (vessel === null ? null : title),
  class: ({ sighting }) => (sighting.class === null ? null : classLabel(sighting.class)),
  berth: ({ sighting }) => (sighting.berth_state === null ? null : berthStates[sighting.berth_state].label),
  length: ({ sighting }) => sighting.length_m,
  beam: ({ sighting }) => sighting.beam_m,
  heading: ({ sighting }) => sighting.heading_deg,
  identity: ({ sighting }) => sighting.identity_confidence,
  date: ({ sighting }) => sighting.observed_at,
  since: ({ since }) => since,
}
