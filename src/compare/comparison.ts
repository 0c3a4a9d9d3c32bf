import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import { Instant } from '../domain/time.ts'

const Side = z.strictObject({ scene_uid: Uid, acquired_at: Instant.nullable() })

/** Two sightings held to be one vessel. `shift_m` between the centres, `turned_deg` between the axes. */
export const Pairing = z.strictObject({
  from_uid: Uid,
  to_uid: Uid,
  iou: z.number(),
  shift_m: z.number(),
  turned_deg: z.number(),
})
export type Pairing = z.infer<typeof Pairing>

/** What changed between two scenes; the document that `compare --json` prints. */
export const Comparison = z.strictObject({
  from: Side,
  to: Side,
  /** West, south, east, north of what lies in both scenes; null where nothing does. */
  overlap_wgs84: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  stayed: z.array(Pairing),
  moved: z.array(Pairing),
  arrived: z.array(Uid),
  departed: z.array(Uid),
  outside: z.array(Uid),
})
export type Comparison = z.infer<typeof Comparison>
