import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Instant } from './time.ts'
import { AbsenceResult } from './vocabulary.ts'

const text = z.string().max(20_000).nullable()

/** Looked for a vessel in a scene, and it was not there, or it could not be told. */
export const Absence = z.strictObject({
  uid: Uid,
  scene_uid: Uid.nullable(),
  vessel_uid: Uid.nullable(),
  place_uid: Uid.nullable(),
  result: AbsenceResult.nullable(),
  reason: text,
  analyst: text,
  created_at: Instant.nullable(),
  revision: z.int().nonnegative().nullable(),
})
export type Absence = z.infer<typeof Absence>
