import { z } from 'zod'
import { Change } from '../commands/change.ts'
import { Command } from '../commands/command.ts'
import { Uid } from '../domain/identifiers.ts'
import { ProblemReport } from '../domain/problem.ts'
import { RecordFilter, Records, TableName } from '../domain/records.ts'
import { Scene } from '../domain/scene.ts'
import { Instant } from '../domain/time.ts'
import { comparisonMethods } from './comparison.ts'
import { coregistrationMethods } from './coregistration.ts'
import { call, job } from './define.ts'
import { ImportFormat, ExportFormat, ImportReport } from './exchange-report.ts'
import { BackupInfo, SalvageReport } from './rescue.ts'
import { SceneDescription, SceneDisplay } from './scene-display.ts'
import { keymapMethods } from './keymap.ts'
import { lookMethods } from './scene-look.ts'
import { askedAtOnce, OutsideScenes, SceneFacts, SceneFileStates } from './scene-file.ts'
import { Granted } from './bridge.ts'

const Nothing = z.undefined()
const Grant = z.string().max(64)

/** What the next undo and redo would take back, in the words of the menu; null where there is none. */
const UndoState = z.strictObject({ undo: z.string().nullable(), redo: z.string().nullable() })
export type UndoState = z.infer<typeof UndoState>

/** The whole project as the window shows it. */
export const ProjectSnapshot = z.strictObject({
  /** File name with its ending. */
  name: z.string(),
  /** The folder, for display only. */
  folder: z.string(),
  readOnly: z.boolean(),
  records: Records,
  history: UndoState,
  /** Scenes whose file is not where it was, is another one now, or may not be looked for. */
  missingScenes: z.array(Uid),
  /** Those of them where another file lies now. */
  changedScenes: z.array(Uid),
  /** Those of them whose path leads out of the project's folder and was not confirmed on this machine. */
  outsideScenes: z.array(Uid),
  problems: z.array(ProblemReport),
  /** The kind of network drive on which the project lies, as `NFS`; absent on a disk of this computer. */
  share: z.string().optional(),
})
export type ProjectSnapshot = z.infer<typeof ProjectSnapshot>

/** The answer to every edit: what changed in the file, after COMMIT. */
const EditResult = z.strictObject({ change: Change, history: UndoState, savedAt: Instant })
export type EditResult = z.infer<typeof EditResult>

/** A command, or a step through the history. */
export const EditRequest = z.union([
  Command,
  z.strictObject({ kind: z.literal('undo') }),
  z.strictObject({ kind: z.literal('redo') }),
])
export type EditRequest = z.infer<typeof EditRequest>

const RecentProject = z.strictObject({ granted: Granted, folder: z.string(), openedAt: Instant })

const AddedScene = z.strictObject({
  path: z.string(),
  uid: Uid.nullable(),
  added: z.boolean(),
  problems: z.array(z.string()),
})

const AddedScenes = z.strictObject({
  scenes: z.array(AddedScene),
  /** One change for all that was added; null where nothing was. */
  result: EditResult.nullable(),
})

const PyramidUsage = z.strictObject({ bytes: z.int(), files: z.int() })

/**
 * THE list of what Roadstead can do. Files are named by a grant, never by a path. The client, the IPC border, the
 * command line and the boundary tests are loops over it.
 */
export const api = {
  'app.hello': call(
    Nothing,
    z.strictObject({ version: z.string(), analyst: z.string(), recent: z.array(RecentProject) }),
  ),
  /** What can be copied for someone who looks into a fault; nothing of what a project holds. */
  'app.diagnostics': call(Nothing, z.strictObject({ text: z.string() })),
  'app.configure': call(z.strictObject({ analyst: z.string().max(200) }), Nothing),

  'project.create': call(z.strictObject({ grant: Grant }), ProjectSnapshot),
  'project.open': call(z.strictObject({ grant: Grant }), ProjectSnapshot),
  'project.snapshot': call(Nothing, ProjectSnapshot),
  'project.close': call(Nothing, Nothing),
  'project.check': job(Nothing, z.strictObject({ ok: z.boolean(), problems: z.array(ProblemReport) })),

  /** Saves everything that is open under another name, also where the project's file is gone, and goes on in that. */
  'project.copy': job(z.strictObject({ grant: Grant }), ProjectSnapshot),
  /** Reads a damaged project row by row into a new one at `to`, which must not exist. Neither is opened. */
  'project.salvage': job(z.strictObject({ grant: Grant, to: Grant }), SalvageReport),

  'backup.make': job(Nothing, BackupInfo),
  /** Newest first; of the project that the grant names, else of the one that is open. */
  'backup.list': call(z.strictObject({ grant: Grant.optional() }), z.array(BackupInfo)),
  /** Puts a backup in the project's place, keeps the replaced file as `.before-restore`, and opens it. */
  'backup.restore': job(
    z.strictObject({ grant: Grant.optional(), name: z.string().max(255) }),
    ProjectSnapshot,
  ),

  'scene.describe': call(
    z.strictObject({ grant: Grant, pixels: z.array(z.tuple([z.int(), z.int()])).max(1_000) }),
    SceneDescription,
  ),
  'scene.add': job(
    z.strictObject({
      grants: z.array(Grant).min(1).max(10_000),
      acquired_at: Instant.optional(),
      sensor: z.string().max(200).optional(),
      provider: z.string().max(200).optional(),
      /** The scenes are in at once, without a SHA-256; `scene.fingerprint` then gives it. */
      hashLater: z.boolean().optional(),
    }),
    AddedScenes,
  ),
  /** Adds the file that now lies where a scene's file was as a scene of its own; the old one stays as it is. */
  'scene.addReplacement': job(z.strictObject({ uid: Uid }), AddedScenes),
  /**
   * Reads scene files through: a scene without a SHA-256 gets it, the others are held against theirs. Nothing of it is
   * a step of its own in the history.
   */
  'scene.fingerprint': job(
    z.strictObject({ uids: z.array(Uid).max(10_000) }),
    z.strictObject({ result: EditResult.nullable(), files: SceneFileStates }),
  ),
  /** How the files of these scenes are, as far as it can be told without reading them. */
  'scene.files': call(z.strictObject({ uids: z.array(Uid).max(10_000) }), SceneFileStates),
  /** The same, and from now on a `scene-file` event whenever it becomes another; only the last call counts. */
  'scene.watch': call(z.strictObject({ uids: z.array(Uid).max(16) }), SceneFileStates),
  /** Which of these scenes have a path out of the project's folder that is to be confirmed; touches none of them. */
  'scene.outside': call(z.strictObject({ uids: z.array(Uid).max(10_000) }), OutsideScenes),
  /**
   * Confirms on this machine the paths of the scenes that were listed, and gives how their files are. Refused where
   * the project's paths are no longer those of the list.
   */
  'scene.follow': call(
    z.strictObject({ uids: z.array(Uid).min(1).max(askedAtOnce), listed: z.string().max(64) }),
    SceneFileStates,
  ),
  /** What the file and its sidecars say about place and time, which the project does not keep. */
  'scene.facts': call(z.strictObject({ uid: Uid }), SceneFacts),
  'scene.display': job(z.strictObject({ uid: Uid }), SceneDisplay),
  /**
   * Makes the scene's display pyramid where it needs one and has none; `scene.display` then reads from it. Without a
   * pyramid there are no levels in the answer. Blocks that could not be read are empty in it, and counted.
   */
  'scene.prepare': job(
    z.strictObject({ uid: Uid }),
    SceneDisplay.pick({ readFrom: true, levels: true }).extend({ damaged_blocks: z.int() }),
  ),
  /**
   * Points a scene whose file moved at the file it now is; refused when the content is another. Other missing scenes
   * that are found by content in the same folder, below it, or under the same changed prefix come in the same step.
   */
  'scene.locate': job(
    z.strictObject({ uid: Uid, grant: Grant }),
    z.strictObject({ result: EditResult, scene: Scene, scenes: z.array(Scene) }),
  ),
  /** Looks for the files of all missing scenes in a folder (granted as one) and below, by content, in one step. */
  'scene.locateIn': job(
    z.strictObject({ grant: Grant }),
    z.strictObject({ result: EditResult.nullable(), scenes: z.array(Scene) }),
  ),

  /** The room that the project's display pyramids take. */
  'pyramids.usage': call(Nothing, PyramidUsage),
  /** Removes them all: they are made anew when they are wanted. */
  'pyramids.clean': call(Nothing, PyramidUsage),
  /**
   * Removes a scene's pyramid of which a level could not be read; not where that level is the scene's own file. It is
   * made anew when it is wanted.
   */
  'pyramids.drop': call(
    z.strictObject({ uid: Uid, level: z.int().min(0) }),
    z.strictObject({ dropped: z.boolean() }),
  ),

  'edit.apply': call(Command, EditResult),
  'edit.undo': call(Nothing, EditResult),
  'edit.redo': call(Nothing, EditResult),
  /**
   * The same under an identity that the asker gives to the step: one who heard no answer asks again, and the step is
   * made once. The answer then has its records as they are now.
   */
  'edit.step': call(z.strictObject({ change_uid: Uid, request: EditRequest }), EditResult),

  'records.list': call(
    z.strictObject({ table: z.enum([...TableName.options, 'ais']), filter: RecordFilter }),
    z.array(z.record(z.string(), z.unknown())),
  ),
  'exchange.import': job(
    z.strictObject({
      grant: Grant,
      as: ImportFormat.optional(),
      scene_uid: Uid.optional(),
      dryRun: z.boolean(),
      keepGoing: z.boolean(),
    }),
    z.strictObject({ report: ImportReport, result: EditResult.nullable() }),
  ),
  /** Writes to the grant's file, or gives the text back where there is no grant. */
  'exchange.export': job(
    z.strictObject({ grant: Grant.optional(), to: ExportFormat, filter: RecordFilter }),
    z.strictObject({ records: z.int(), text: z.string().nullable() }),
  ),

  ...comparisonMethods,
  ...keymapMethods,
  ...lookMethods,
  ...coregistrationMethods,
} as const
