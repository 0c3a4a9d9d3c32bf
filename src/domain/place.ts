import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Polygon } from './polygon.ts'
import { Instant } from './time.ts'
import { PlaceKind } from './vocabulary.ts'

const text = z.string().max(20_000).nullable()

/** A yard, dock, berth, anchorage or other area that sightings belong to. `geom` is its area. */
export const Place = z.strictObject({
  uid: Uid,
  parent_uid: Uid.nullable(),
  name: text,
  kind: PlaceKind.nullable(),
  notes: text,
  created_at: Instant.nullable(),
  updated_at: Instant.nullable(),
  revision: z.int().nonnegative().nullable(),
  geom: Polygon.nullable(),
})
export type Place = z.infer<typeof Place>

/** A place of which nothing is known yet, made at a UTC time. */
export function newPlace(uid: Uid, created_at: Instant): Place {
  return {
    uid,
    parent_uid: null,
    name: null,
    kind: null,
    notes: null,
    created_at,
    updated_at: created_at,
    revision: 1,
    geom: null,
  }
}
