import { z } from 'zod'
import { Comparison } from '../compare/comparison.ts'
import { Occupancy } from '../compare/presence.ts'
import { Uid } from '../domain/identifiers.ts'
import { job } from './define.ts'

/** What changed. Nothing of it is written to the project. */
export const comparisonMethods = {
  /** Between two scenes. */
  'compare.scenes': job(z.strictObject({ from: Uid, to: Uid }), Comparison),
  /** Along all scenes of a place, or of the whole project (null): first seen, last seen, gaps. */
  'compare.place': job(z.strictObject({ place_uid: Uid.nullable() }), Occupancy),
} as const
