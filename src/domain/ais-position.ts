import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Instant } from './time.ts'

const text = z.string().max(1_000).nullable()
const finite = z.number().nullable()

/** One AIS report. Values that mean "not available" (heading 511, speed 102.3, …) are null. `geom` is a point. */
export const AisPosition = z.strictObject({
  import_uid: Uid.nullable(),
  mmsi: text,
  imo: text,
  name: text,
  call_sign: text,
  ship_type: text,
  observed_at: Instant.nullable(),
  sog_kn: finite,
  cog_deg: finite,
  heading_deg: finite,
  nav_status: text,
  to_bow_m: finite,
  to_stern_m: finite,
  to_port_m: finite,
  to_starboard_m: finite,
  source: text,
  geom: z
    .strictObject({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
    .nullable(),
})
export type AisPosition = z.infer<typeof AisPosition>
