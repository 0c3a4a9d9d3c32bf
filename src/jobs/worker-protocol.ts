import type { ProblemReport } from '../domain/problem.ts'
import type { ConnectionOptions } from '../project/connection.ts'
import type { ExaminedFile } from '../project/examine-file.ts'
import type { Salvage } from '../project/salvage.ts'
import type { Damage, FillPart } from '../raster/pyramid/pyramid-parts.ts'
import type { PyramidPlan } from '../raster/pyramid/pyramid-plan.ts'
import type { PixelImage } from '../raster/scene-image.ts'
import type { PyramidStorage } from '../raster/pyramid/pyramid-directories.ts'

/** What every thread that works on a pyramid shares. */
export interface PyramidWork {
  readonly scenePath: string
  readonly image: PixelImage
  /** The file that is written; renamed when complete. */
  readonly partPath: string
  readonly plan: PyramidPlan
  readonly storage: PyramidStorage
  /** For each level a band of rows, one row before it; for masked scenes their masks likewise. */
  readonly bands: readonly SharedArrayBuffer[]
  readonly masks: readonly SharedArrayBuffer[]
  /** One 64-bit number: where the next tile goes in the file. */
  readonly end: SharedArrayBuffer
  /** Decoded blocks that a thread may keep, in bytes: only blocks that reach over several bands are worth it. */
  readonly keptBytes: number
  /** Each strip is read by one thread, from its first row to its last. */
  readonly inLanes: boolean
}

/** Where a tile went. */
export interface PlacedTile {
  readonly offset: number
  readonly bytes: number
}

/** Every task that a worker thread can do: what it takes and what it gives back. */
export interface Tasks {
  readonly 'pyramid.begin': { readonly input: PyramidWork; readonly output: null }
  /** Reads a part of the full resolution into the first band, which begins at `bandRow`. */
  readonly 'pyramid.fill': {
    readonly input: { readonly part: FillPart; readonly bandRow: number }
    /** Of the blocks that are damaged and are left empty. */
    readonly output: Damage
  }
  /** Averages rows `first` to `last - 1` of level `to` from the band of the level below it. */
  readonly 'pyramid.average': {
    readonly input: {
      readonly to: number
      readonly first: number
      readonly last: number
      readonly bandRows: readonly [below: number, here: number]
    }
    readonly output: null
  }
  /** Writes tiles of a level's band, from tile column `first` to `last - 1`. */
  readonly 'pyramid.tiles': {
    readonly input: {
      readonly level: number
      readonly first: number
      readonly last: number
      /** Rows of the band before these tiles, and rows of the tiles that have pixels. */
      readonly rowsBefore: number
      readonly rows: number
      readonly mask: boolean
    }
    readonly output: readonly PlacedTile[]
  }
  readonly 'pyramid.end': { readonly input: null; readonly output: null }
  /** See `examineFile`. */
  readonly 'project.examine': {
    readonly input: { readonly path: string; readonly options: ConnectionOptions }
    readonly output: ExaminedFile
  }
  /** See `salvageProject`. */
  readonly 'project.salvage': {
    readonly input: { readonly source: string; readonly target: string; readonly options: ConnectionOptions }
    readonly output: Salvage
  }
}

export type TaskName = keyof Tasks

/** A function for every task: a missing one is a compile error. */
export type TaskHandlers = {
  readonly [N in TaskName]: (input: Tasks[N]['input']) => Promise<Tasks[N]['output']> | Tasks[N]['output']
}

/** To a worker thread. */
export interface TaskRequest {
  readonly id: number
  readonly name: TaskName
  readonly input: unknown
}

/** From a worker thread. */
export type TaskReply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: ProblemReport }

/** What a worker thread is started with. */
export interface WorkerSettings {
  /** Works behind everything else, where the system can do that for one thread. */
  readonly background: boolean
}
