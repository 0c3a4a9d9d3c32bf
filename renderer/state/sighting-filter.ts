import type { Sighting } from '../../src/domain/sighting.ts'
import { vesselTitle } from '../../src/domain/vessel.ts'
import { berthStates, inClass, vesselClasses } from '../../src/domain/vocabulary.ts'
import { sightingsOfScene, type ProjectIndex } from './project-index.ts'
import { liesAt } from './watched-places.ts'
import type { SightingFilter, WorkbenchState } from './workbench-store.ts'

/** The sightings that the table lists under the filter, unsorted. */
export function visibleSightings(
  index: ProjectIndex,
  { shown, filter }: Pick<WorkbenchState, 'shown' | 'filter'>,
): readonly Sighting[] {
  const scope =
    filter.thisScene && shown !== null ? sightingsOfScene(index, shown) : [...index.sightings.values()]
  return scope.filter((sighting) => passes(index, sighting, filter))
}

/** Whether a sighting passes text and class of the filter. Every word must occur somewhere in what its row says. */
export function passes(index: ProjectIndex, sighting: Sighting, filter: SightingFilter): boolean {
  if (filter.classCode !== null && !inClass(sighting.class ?? 'unknown', filter.classCode)) return false
  const watched = filter.place === null ? undefined : index.places.get(filter.place)
  if (watched !== undefined && !liesAt(index, sighting, watched)) return false
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const vessel = sighting.vessel_uid === null ? undefined : index.vessels.get(sighting.vessel_uid)
  const place = sighting.place_uid === null ? undefined : index.places.get(sighting.place_uid)
  const haystack = [
    vesselTitle(vessel),
    vessel?.imo,
    vessel?.mmsi,
    ...(vessel?.aliases ?? []),
    sighting.class === null ? '' : vesselClasses[sighting.class].label,
    sighting.class,
    sighting.berth_state === null ? '' : berthStates[sighting.berth_state].label,
    place?.name,
    sighting.notes,
    sighting.observed_at,
  ]
    .join('\n')
    .toLowerCase()
  return words.every((word) => haystack.includes(word))
}
