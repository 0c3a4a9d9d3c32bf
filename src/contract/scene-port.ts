import { z } from 'zod'
import { ProblemReport } from '../domain/problem.ts'

/**
 * Byte ranges of a scene, over one MessagePort between the core and each tile worker. `file` says which of the
 * scene's files: the scene itself, its external overviews, mask or `.aux.xml`, or its display pyramid.
 */
export const SceneRead = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('open'),
    id: z.int(),
    scene_uid: z.string().max(64),
    file: z.enum(['scene', 'ovr', 'msk', 'auxXml', 'pyramid']),
  }),
  z.strictObject({
    op: z.literal('read'),
    id: z.int(),
    scene_uid: z.string().max(64),
    file: z.enum(['scene', 'ovr', 'msk', 'auxXml', 'pyramid']),
    offset: z.int().nonnegative(),
    length: z
      .int()
      .positive()
      .max(64 * 1024 * 1024),
  }),
])
export type SceneRead = z.infer<typeof SceneRead>
export type SceneFile = SceneRead['file']

/** `open` answers with the size in bytes, `read` with the bytes, either with a problem. */
export type SceneReadReply =
  | { id: number; size: number; name: string }
  | { id: number; bytes: Uint8Array }
  | { id: number; problem: ProblemReport }
