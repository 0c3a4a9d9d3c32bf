import type { Comparison, Pairing } from '../../../src/compare/comparison.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import type { ProjectIndex } from '../../state/project-index.ts'

export type ChangeKind = 'arrived' | 'departed' | 'moved' | 'stayed' | 'outside'

/** One line of what changed between A and B. */
export interface ChangeRow {
  readonly kind: ChangeKind
  readonly from: Sighting | null
  readonly to: Sighting | null
  readonly pairing: Pairing | null
  readonly why: string
}

/** The lines of a comparison: what changed first, then what stayed, then what only one of the dates could show. */
export function changeRows(index: ProjectIndex, comparison: Comparison): readonly ChangeRow[] {
  const sighting = (uid: string) => index.sightings.get(uid) ?? null
  const pair = (kind: ChangeKind, pairing: Pairing): ChangeRow => {
    const [from, to] = [sighting(pairing.from_uid), sighting(pairing.to_uid)]
    return { kind, from, to, pairing, why: reason(from, to, pairing) }
  }
  const one = (kind: ChangeKind, uid: string, why: string): ChangeRow => {
    const record = sighting(uid)
    const inFrom = record?.scene_uid === comparison.from.scene_uid
    return { kind, from: inFrom ? record : null, to: inFrom ? null : record, pairing: null, why }
  }
  return [
    ...comparison.arrived.map((uid) => one('arrived', uid, 'no hull there in A')),
    ...comparison.departed.map((uid) => one('departed', uid, 'no hull there in B')),
    ...comparison.moved.map((pairing) => pair('moved', pairing)),
    ...comparison.stayed.map((pairing) => pair('stayed', pairing)),
    ...comparison.outside.map((uid) => one('outside', uid, 'not covered by both scenes')),
  ]
}

function reason(from: Sighting | null, to: Sighting | null, { iou, turned_deg }: Pairing): string {
  const vessel = from?.vessel_uid != null && from.vessel_uid === to?.vessel_uid ? 'same vessel, ' : ''
  const turn = turned_deg >= 1 ? `, turned ${turned_deg.toFixed(0)}°` : ''
  return `${vessel}overlap ${iou.toFixed(2)}${turn}`
}
