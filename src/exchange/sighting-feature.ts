import { ringOf } from '../domain/polygon.ts'
import { Sighting } from '../domain/sighting.ts'
import { writeFootprint } from './footprint-geometry.ts'
import { joinedText, observedDoubt, sceneShift, type JoinedRecords } from './joined-records.ts'
import { plainJson } from './plain-json.ts'

/** The fields of a sighting besides its footprint, in the order in which every format writes them. */
export const sightingFields = Object.keys(Sighting.shape).filter((field) => field !== 'geom') as Exclude<
  keyof Sighting,
  'geom'
>[]

/**
 * A sighting as one line of GeoJSON (RFC 7946), without a line break. A ring that its geometry alone would not
 * give back vertex by vertex stands beside it, as `"roadstead":{"ring":[…]}`.
 */
export function sightingFeature(sighting: Sighting, joined: JoinedRecords): string {
  const { geometry, ring } =
    sighting.geom === null ? { geometry: null, ring: null } : writeFootprint(ringOf(sighting.geom))
  const properties = {
    ...Object.fromEntries(sightingFields.map((field) => [field, sighting[field]])),
    identity_basis: sighting.identity_basis?.map(({ kind, note }) => ({ kind, note })) ?? null,
    ...joinedText(sighting, joined),
    ...observedDoubt(sighting, joined),
    ...sceneShift(sighting, joined),
  }
  return plainJson({
    type: 'Feature',
    id: sighting.uid,
    ...(ring === null ? {} : { roadstead: { ring } }),
    geometry,
    properties,
  })
}
