import type { Uid } from '../../src/domain/identifiers.ts'
import type { Place } from '../../src/domain/place.ts'
import { ringOf, type LonLat } from '../../src/domain/polygon.ts'
import { byAcquisition, type Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { geodesicArea } from '../../src/geodesy/ellipsoid.ts'
import { ringContains } from '../../src/geodesy/overlap.ts'
import type { PlaceKind } from '../../src/domain/vocabulary.ts'
import { sightingsOfScene, type ProjectIndex } from './project-index.ts'

/** The places by name. */
export function placesByName({ places }: ProjectIndex): readonly Place[] {
  return [...places.values()].sort((a, b) => placeTitle(a).localeCompare(placeTitle(b), 'en'))
}

export function placeTitle({ name }: Place): string {
  return name === null || name === '' ? 'unnamed place' : name
}

/** Whether a sighting belongs to a place: it says so, or says nothing and lies there. Berths belong to their yard. */
export function liesAt(index: ProjectIndex, sighting: Sighting, place: Place): boolean {
  const { place_uid, lon, lat } = sighting
  if (place_uid !== null) return isWithin(index, place_uid, place.uid)
  return place.geom !== null && lon !== null && lat !== null && ringContains(ringOf(place.geom), [lon, lat])
}

/** Whether a place is another one or a part of it, over any number of steps. */
export function isWithin({ places }: ProjectIndex, uid: Uid, whole: Uid): boolean {
  const passed = new Set<Uid>()
  for (let at: Uid | null = uid; at !== null && !passed.has(at); at = places.get(at)?.parent_uid ?? null) {
    if (at === whole) return true
    passed.add(at)
  }
  return false
}

/** The sightings of a place, oldest first; those without a time last. */
export function sightingsAt(index: ProjectIndex, place: Place): readonly Sighting[] {
  return [...index.sightings.values()]
    .filter((sighting) => liesAt(index, sighting, place))
    .sort((a, b) => ((a.observed_at ?? '9999') < (b.observed_at ?? '9999') ? -1 : 1))
}

/** The scenes on which the middle of a place is to be seen, by date. */
export function scenesOf(index: ProjectIndex, place: Place): readonly Scene[] {
  if (place.geom === null) return []
  const middle = middleOf(ringOf(place.geom))
  return [...index.scenes.values()]
    .filter(({ geom }) => geom !== null && ringContains(ringOf(geom), middle))
    .sort(byAcquisition)
}

/** Kinds of places in which one ship, or one raft of them, lies. */
const berths: ReadonlySet<PlaceKind> = new Set(['berth', 'drydock', 'floating_dock'])

/**
 * How many berths and docks of a place have a hull on a scene, of how many that are to be seen there; null where it has
 * none, or where nothing is drawn in the place yet: that nobody looked does not make a berth free.
 */
export function occupancyOf(
  index: ProjectIndex,
  place: Place,
  scene: Scene,
): { readonly occupied: number; readonly total: number } | null {
  const there = sightingsOfScene(index, scene.uid).filter((sighting) => liesAt(index, sighting, place))
  const seen = [...index.places.values()].filter(
    ({ uid, kind, geom }) =>
      kind !== null &&
      berths.has(kind) &&
      uid !== place.uid &&
      isWithin(index, uid, place.uid) &&
      geom !== null &&
      scene.geom !== null &&
      ringContains(ringOf(scene.geom), middleOf(ringOf(geom))),
  )
  if (there.length === 0 || seen.length === 0) return null
  const occupied = seen.filter((berth) => there.some((sighting) => liesAt(index, sighting, berth)))
  return { occupied: occupied.length, total: seen.length }
}

/** The smallest place around a point; null where there is none. */
export function placeAround(index: ProjectIndex, point: LonLat): Place | null {
  const around = [...index.places.values()].flatMap((place) =>
    place.geom !== null && ringContains(ringOf(place.geom), point)
      ? [{ place, area: geodesicArea(ringOf(place.geom)) }]
      : [],
  )
  return around.sort((a, b) => a.area - b.area)[0]?.place ?? null
}

/** The mean of a ring's corners. */
export function middleOf(ring: readonly LonLat[]): LonLat {
  const corners = ring.slice(0, -1)
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return [mean(0), mean(1)]
}
