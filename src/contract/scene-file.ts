import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'

/**
 * How the file of a scene is: `there` with the content that was added; `unverified`, there with the right size but
 * not read through since it was last written; `changed`, another content now; `missing`, or not to be followed.
 */
export const SceneFileState = z.enum(['there', 'unverified', 'changed', 'missing'])
export type SceneFileState = z.infer<typeof SceneFileState>

export const SceneFileStates = z.array(z.strictObject({ uid: Uid, state: SceneFileState }))
export type SceneFileStates = z.infer<typeof SceneFileStates>

/** What a scene's file and its sidecars say now, which the project does not keep. */
export const SceneFacts = z.strictObject({
  georeferencing: z.enum(['affine', 'gcps', 'rpc', 'sidecar', 'none']),
  /** Number of ground control points, and how far they are missed by the fit, root mean square in metres. */
  gcps: z.int(),
  gcpResidualM: z.number().nullable(),
  /** The time that the sources give now; the project's own may be an analyst's. */
  acquired_at: z.string().nullable(),
  /** `day`: the sources name no time of day. */
  precision: z.enum(['second', 'day']).nullable(),
  /** The rule that gave the time: "PlanetScope file name". */
  acquired_rule: z.string().nullable(),
  /** A sentence for each source that gives another time; they are among the problems too. */
  other_times: z.array(z.string()),
  /** What the time of the sources is worth, as sentences among the problems too: void where an analyst knows better. */
  time_doubts: z.array(z.string()),
  /** What stands in the way and where sources disagree, as sentences. */
  problems: z.array(z.string()),
})
export type SceneFacts = z.infer<typeof SceneFacts>
