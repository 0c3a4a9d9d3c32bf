import { compareMeasures } from '../../../src/geodesy/uncertainty.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { showError } from '../../app/format.ts'
import { useProject } from '../../app/desk-context.ts'
import { sightingsOfVessel } from '../../state/project-index.ts'

/** Says whether a hull's length can be told from that of its vessel, as stated or as seen before. */
export function LengthComparison({ sighting }: { sighting: Sighting }) {
  const index = useProject((state) => state.index)
  const { vessel_uid, uid } = sighting
  if (vessel_uid === null) return null
  const stated = index.vessels.get(vessel_uid)?.length_m ?? null
  const before = sightingsOfVessel(index, vessel_uid).findLast(
    (one) =>
      one.uid !== uid && one.length_m !== null && (one.observed_at ?? '') <= (sighting.observed_at ?? ''),
  )
  const lines = [
    stated === null ? null : lengthsText(sighting, { length_m: stated, length_error_m: 0 }, 'the vessel’s'),
    before === undefined ? null : lengthsText(sighting, before, 'that of its sighting before'),
  ].filter((line) => line !== null)
  if (lines.length === 0) return null
  return (
    <p className="measures-foot" role="note">
      <span>{lines.join(' ')}</span>
    </p>
  )
}

type Length = Pick<Sighting, 'length_m' | 'length_error_m'>

/** One sentence on two lengths; null where one of them, or its error, is not known. */
export function lengthsText(one: Length, other: Length, name: string): string | null {
  if (one.length_m === null || other.length_m === null) return null
  const compared = compareMeasures(
    { metres: one.length_m, errorM: one.length_error_m },
    { metres: other.length_m, errorM: other.length_error_m },
  )
  if (compared === null) return null
  const { differenceM, halfWidthM, apart } = compared
  const interval = showError(halfWidthM)
  return apart
    ? `The length differs from ${name} by ${differenceM.toFixed(1)} ${interval} m.`
    : `The length can’t be told from ${name} (${other.length_m.toFixed(1)} m) at this resolution: ${interval} m.`
}
