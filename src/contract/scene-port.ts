import { z } from 'zod'
import { ProblemReport } from '../domain/problem.ts'

/** Bytes that one message may ask for, and ranges: more would hold up whoever else asks. */
export const mostReadBytes = 64 * 1024 * 1024
export const mostReadRanges = 256

const Range = z.strictObject({
  offset: z.int().nonnegative(),
  length: z.int().positive().max(mostReadBytes),
})

const file = z.enum(['scene', 'ovr', 'msk', 'auxXml', 'pyramid'])

/**
 * Byte ranges of a scene, over one MessagePort between the core and each tile worker. `file` says which of the
 * scene's files: the scene itself, its external overviews, mask or `.aux.xml`, or its display pyramid. Ranges that are
 * wanted at once are asked for in one message: a message costs more than the few kilobytes that a strip's row takes.
 */
export const SceneRead = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('open'), id: z.int(), scene_uid: z.string().max(64), file }),
  z.strictObject({
    op: z.literal('read'),
    id: z.int(),
    scene_uid: z.string().max(64),
    file,
    ranges: z
      .array(Range)
      .min(1)
      .max(mostReadRanges)
      .refine((ranges) => ranges.reduce((sum, { length }) => sum + length, 0) <= mostReadBytes),
  }),
])
export type SceneRead = z.infer<typeof SceneRead>
export type SceneFile = SceneRead['file']

/** `open` answers with the size in bytes, `read` with the bytes of each range, either with a problem. */
export type SceneReadReply =
  | { id: number; size: number; name: string }
  | { id: number; bytes: Uint8Array[] }
  | { id: number; problem: ProblemReport }
