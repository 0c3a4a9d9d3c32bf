import type { Uid } from '../../src/domain/identifiers.ts'
import { namedSighting } from '../../src/domain/origin.ts'
import { isTitled, vesselTitle } from '../../src/domain/vessel.ts'
import type { FootprintOnMap } from '../map/map-contract.ts'
import { ghostShape, isDrawnThere, type Carry } from '../state/carry-forward.ts'
import { classColor } from '../state/class-groups.ts'
import type { QueuedEdit } from '../state/edit-queue.ts'
import { sightingsOfVessel, type ProjectIndex } from '../state/project-index.ts'
import { screenText } from '../ui/screen-text.ts'

const absenceColor = '#aab6bd'
const placeColor = '#d7dde1'

/** Gives the same object for a uid as long as nothing in it has changed, so that the map draws only what is new. */
function keeper() {
  let known = new Map<Uid, FootprintOnMap>()
  return (footprints: readonly FootprintOnMap[]): readonly FootprintOnMap[] => {
    const kept = footprints.map((next) => {
      const before = known.get(next.uid)
      const values = Object.entries(next)
      const same =
        before !== undefined &&
        values.every(([key, value]) => Object.is(before[key as keyof FootprintOnMap], value))
      return same ? before : next
    })
    known = new Map(kept.map((footprint) => [footprint.uid, footprint]))
    return kept
  }
}

function titleOf(index: ProjectIndex, vessel: Uid | null): string {
  const found = vessel === null ? undefined : index.vessels.get(vessel)
  return found === undefined || !isTitled(found) ? '' : screenText(vesselTitle(found))
}

/** The hulls that are looked for and not answered for yet, where they were on the earlier date. */
export function createGhosts() {
  const keep = keeper()
  return (
    index: ProjectIndex,
    carry: Carry | null,
    edits: readonly QueuedEdit[],
  ): readonly FootprintOnMap[] => {
    if (carry === null) return keep([])
    const waiting = new Set(
      edits.flatMap(({ request }) => (request.kind === 'sighting.absent' ? [request.absence_uid] : [])),
    )
    return keep(
      carry.hulls.flatMap((hull, at) => {
        const from = index.sightings.get(hull.from)
        const isDrawn = at !== carry.at && isDrawnThere(carry, hull)
        const answered = isDrawn || index.sightings.has(hull.uid) || index.absences.has(hull.absence)
        const shape = ghostShape(index, carry, hull)
        if (from === undefined || shape === null || answered || waiting.has(hull.absence)) return []
        return [
          {
            uid: hull.uid,
            geom: shape.footprint,
            headingDeg: shape.headingDeg,
            label: titleOf(index, from.vessel_uid),
            color: classColor(from.class),
            side: 'B' as const,
            state: 'ghost' as const,
          },
        ]
      }),
    )
  }
}

/** The areas of the places. */
export function createPlaceAreas() {
  const keep = keeper()
  return (index: ProjectIndex): readonly FootprintOnMap[] =>
    keep(
      [...index.places.values()].flatMap(({ uid, name, geom }) =>
        geom === null
          ? []
          : [
              {
                uid,
                geom,
                headingDeg: null,
                label: screenText(name ?? ''),
                color: placeColor,
                side: 'B' as const,
                state: 'place' as const,
              },
            ],
      ),
    )
}

/** What was looked for on a scene and not found, where it was seen before. */
export function createAbsences() {
  const keep = keeper()
  return (index: ProjectIndex, shown: Uid | null): readonly FootprintOnMap[] =>
    keep(
      [...index.absences.values()]
        .filter(({ scene_uid }) => shown !== null && scene_uid === shown)
        .flatMap((absence) => {
          const scene = index.scenes.get(shown ?? '')
          const before = sightingsOfVessel(index, absence.vessel_uid).filter(
            ({ observed_at: at }) => at !== null && at < (scene?.acquired_at ?? '9999'),
          )
          const last = index.sightings.get(namedSighting(absence.reason) ?? '') ?? before.at(-1)
          if (last?.geom == null) return []
          const unclear = absence.result === 'not_visible'
          const title = titleOf(index, absence.vessel_uid)
          return [
            {
              uid: absence.uid,
              geom: last.geom,
              headingDeg: last.heading_known === 0 ? null : last.heading_deg,
              label: `${unclear ? "can't tell" : 'gone'}${title === '' ? '' : `: ${title}`}`,
              color: absenceColor,
              side: 'B' as const,
              state: unclear ? ('unclear' as const) : ('gone' as const),
            },
          ]
        }),
    )
}
