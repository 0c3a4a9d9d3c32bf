import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import { Polygon } from '../domain/polygon.ts'
import { job } from './define.ts'

/** How a scene would lie right on its reference; `scene.shift` keeps it. */
export const ShiftProposal = z.strictObject({
  uid: Uid,
  reference_uid: Uid,
  /** Metres to be added to where the file says that the picture lies. */
  shift_east_m: z.number(),
  shift_north_m: z.number(),
  /** Root mean square distance of the agreeing windows' own shifts from it, metres. */
  residual_m: z.number(),
  /** How far it may be off in 95 of 100 cases, metres. */
  accuracy_m: z.number(),
  /** How clearly the match stands out from the next best: 0 not at all, 1 completely. */
  quality: z.number(),
  /** Windows that had something to compare, and those of them that agree. */
  windows: z.int(),
  agreeing: z.int(),
  /** Metres on the ground of a pixel of the comparison. */
  gsd_m: z.number(),
})
export type ShiftProposal = z.infer<typeof ShiftProposal>

/** Laying scenes over each other. */
export const coregistrationMethods = {
  /**
   * Finds by how much a scene is drawn off a reference, over what both show or inside of an area. Writes nothing;
   * refused with the reason where there is no clear match, or one that may be off by a good part of a pixel, unless that
   * is said to be of use (`rough`).
   */
  'coregister.scenes': job(
    z.strictObject({ uid: Uid, reference_uid: Uid, area: Polygon.optional(), rough: z.boolean().optional() }),
    ShiftProposal,
  ),
} as const
