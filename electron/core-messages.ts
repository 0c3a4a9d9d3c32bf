import { z } from 'zod'
import { Granted, WireEvent, WireReply, WireRequest } from '../src/contract/bridge.ts'
import { ProblemReport } from '../src/domain/problem.ts'

/** What the core process is told when it is started, as JSON in its first argument. */
export const CoreSettings = z.strictObject({
  settingsFolder: z.string(),
  appVersion: z.string(),
  /** Path of a compiled SQLite add-on, where the one that lies in the program does not fit the runtime. */
  sqliteBinding: z.string().optional(),
  /** The project that was open when an earlier core ended; it is opened before any question is answered. */
  reopen: z.string().optional(),
})
export type CoreSettings = z.infer<typeof CoreSettings>

/** From the main process to the core. A `scene-port` message carries one MessagePort. */
export const ToCore = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ask'), request: WireRequest }),
  z.strictObject({ type: z.literal('cancel'), id: z.string() }),
  z.strictObject({
    type: z.literal('grant'),
    id: z.int(),
    path: z.string(),
    use: z.enum(['read', 'write', 'folder']),
  }),
  z.strictObject({ type: z.literal('scene-port') }),
  z.strictObject({ type: z.literal('close') }),
])
export type ToCore = z.infer<typeof ToCore>

/** From the core to the main process. `granted` holds either the grant or the problem. */
export const FromCore = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reply'), id: z.string(), reply: WireReply }),
  z.strictObject({
    type: z.literal('granted'),
    id: z.int(),
    granted: Granted.optional(),
    problem: ProblemReport.optional(),
  }),
  z.strictObject({ type: z.literal('event'), event: WireEvent }),
  /** Which project is open from now on, by its absolute path; null: none. */
  z.strictObject({ type: z.literal('opened'), path: z.string().nullable() }),
])
export type FromCore = z.infer<typeof FromCore>
