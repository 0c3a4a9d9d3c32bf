import type { Sighting } from '../../../src/domain/sighting.ts'
import { useProject } from '../../app/desk-context.ts'
import { sightingsOfVessel } from '../../state/project-index.ts'
import { lengthsText } from './lengths-text.ts'

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
