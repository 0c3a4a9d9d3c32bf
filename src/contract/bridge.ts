import { z } from 'zod'
import { ProblemReport } from '../domain/problem.ts'
import { SceneFileState } from './scene-file.ts'

/**
 * What the window's page can reach: these members and no more. The preload exposes them as `window.roadstead`;
 * it has no logic and does not grow when a method is added to the contract.
 */
export interface Bridge {
  /** One request to the core; resolves with its reply, never rejects. */
  ask(request: WireRequest): Promise<WireReply>
  /** Cancels the job that `ask` started under this id. */
  cancel(id: string): void
  /** Events of the core and of the native menu, until the returned function is called. */
  listen(listener: (event: WireEvent) => void): () => void
  /** Shows a native file dialog. An empty list: the analyst cancelled. */
  choose(request: ChooseRequest): Promise<readonly Granted[]>
  /** Grants for files dropped on the window. Files without a path give none. */
  drop(files: readonly File[]): Promise<readonly Granted[]>
  /**
   * Asks for a MessagePort to the core that serves byte ranges of scenes (scene-port.ts). It arrives as a
   * `message` event on `window` with data `{ roadstead: 'scene-port', id }` and the port in `ports[0]`.
   */
  scenePort(id: string): void
  /** Replaces the native menu by these actions. */
  menu(items: readonly MenuItem[]): void
}

/** The right to use one file, made by a dialog, a drop or the command line. The page never sees a path. */
export const Granted = z.strictObject({ grant: z.string(), name: z.string() })
export type Granted = z.infer<typeof Granted>

export const chooseKinds = [
  'new-project',
  'open-project',
  'add-scenes',
  'locate-scene',
  'locate-folder',
  'import-records',
  'import-keys',
  'export-file',
] as const

export const ChooseRequest = z.strictObject({
  kind: z.enum(chooseKinds),
  /** For the kinds that save: the file name to offer. */
  suggested: z.string().max(200).optional(),
})
export type ChooseRequest = z.infer<typeof ChooseRequest>

export const MenuItem = z.strictObject({
  /** The action's id; comes back in an `action` event when the item is clicked. */
  id: z.string().max(100),
  label: z.string().max(200),
  /** Top-level menu: File, Edit, View … */
  menu: z.string().max(50),
  /** Electron accelerator, shown only: the page itself listens to its keys. */
  accelerator: z.string().max(50).optional(),
  enabled: z.boolean(),
})
export type MenuItem = z.infer<typeof MenuItem>

export const WireRequest = z.strictObject({
  id: z.string().min(1).max(64),
  method: z.string().max(64),
  input: z.unknown(),
})
export type WireRequest = z.infer<typeof WireRequest>

export const WireReply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ ok: z.literal(false), problem: ProblemReport }),
])
export type WireReply = z.infer<typeof WireReply>

export const WireEvent = z.discriminatedUnion('type', [
  /** A job's progress; `total` 0 while the extent of the work is unknown. */
  z.strictObject({
    type: z.literal('progress'),
    id: z.string(),
    done: z.number(),
    total: z.number(),
    what: z.string(),
  }),
  /** The project changed through another door or another program: ask for a fresh snapshot. */
  z.strictObject({ type: z.literal('project-changed') }),
  /** Why nothing can be saved in the open project any more (its file is gone); null when it can again. */
  z.strictObject({ type: z.literal('project-trouble'), problem: ProblemReport.nullable() }),
  /** The core begins to make a backup by itself, or has ended: the list of backups may be another now. */
  z.strictObject({ type: z.literal('backup'), making: z.boolean() }),
  /** Something went wrong in what the core does by itself, such as a backup. */
  z.strictObject({ type: z.literal('notice'), problem: ProblemReport }),
  /** The file of a watched scene came, went, or was written to. */
  z.strictObject({ type: z.literal('scene-file'), uid: z.string(), state: SceneFileState }),
  /** A native menu item was chosen. */
  z.strictObject({ type: z.literal('action'), id: z.string() }),
  /** A file was handed to the program by the system (double click, command line). */
  z.strictObject({ type: z.literal('open-project'), granted: Granted }),
  /** The core process ended unexpectedly; it is started again and the project has to be reopened. */
  z.strictObject({ type: z.literal('core-stopped') }),
  /** The page ended unexpectedly and was loaded again; the core went on meanwhile. */
  z.strictObject({ type: z.literal('window-restarted') }),
])
export type WireEvent = z.infer<typeof WireEvent>
