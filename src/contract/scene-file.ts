import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'

/**
 * How the file of a scene is: `there` with the content that was added; `unverified`, there with the right size but
 * not read through since it was last written; `changed`, another content now; `missing`; `outside`, not looked for,
 * because its path leads out of the project's folder and was not confirmed on this machine.
 */
export const SceneFileState = z.enum(['there', 'unverified', 'changed', 'missing', 'outside'])
export type SceneFileState = z.infer<typeof SceneFileState>

export const SceneFileStates = z.array(z.strictObject({ uid: Uid, state: SceneFileState }))
export type SceneFileStates = z.infer<typeof SceneFileStates>

/** How many paths an analyst is asked about at once. */
export const askedAtOnce = 200

/** What an analyst is asked before any of it is touched: whether these paths may be followed on this machine. */
export const OutsideScenes = z.strictObject({
  /** Each with its whole path, for display only: what is invisible in it is written out. */
  scenes: z.array(z.strictObject({ uid: Uid, path: z.string() })).max(askedAtOnce),
  /** How many there are besides; they are asked about next. */
  more: z.int(),
  /** The SHA-256 of what is listed: an answer to another list is none to this one. */
  listed: z.string(),
})
export type OutsideScenes = z.infer<typeof OutsideScenes>

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
