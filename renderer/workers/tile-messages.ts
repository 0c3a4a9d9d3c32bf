import type { ProblemReport } from '../../src/domain/problem.ts'
import type { FoundHull } from '../../src/raster/hull/hull-detection.ts'
import type { KnownHull, RefittedHull } from '../../src/raster/hull/hull-refit.ts'

/** One rectangle of pixels of one level of a scene, in that level's own pixels; it may hang over the edge. */
export interface TileRequest {
  readonly sceneUid: string
  readonly readFrom: 'scene' | 'pyramid'
  /** Index into SceneDisplay.levels: 0 is the full resolution. */
  readonly level: number
  readonly levelWidth: number
  readonly levelHeight: number
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
  /** Band numbers from 1, in the order in which they are wanted. */
  readonly bands: readonly number[]
  /** The one band holds indexes: wanted are red, green and blue, 0 to 255, from the file's table of colours. */
  readonly palette?: boolean
}

/** One pixel of the full resolution, all bands. */
export interface SamplesRequest {
  readonly sceneUid: string
  readonly readFrom: 'scene' | 'pyramid'
  readonly column: number
  readonly row: number
}

/** The hull at a place of the full resolution: columns and rows, fractions allowed. */
export interface HullRequest {
  readonly sceneUid: string
  readonly readFrom: 'scene' | 'pyramid'
  readonly column: number
  readonly row: number
  /** True size of a pixel on the ground there. */
  readonly pixelWidthM: number
  readonly pixelHeightM: number
}

/** A hull of another date, to be found again on a scene. */
export interface RefitRequest extends KnownHull {
  readonly sceneUid: string
  readonly readFrom: 'scene' | 'pyramid'
  /** True size of a pixel on the ground there. */
  readonly pixelWidthM: number
  readonly pixelHeightM: number
}

/** What the page tells a tile worker. The first message brings the port to the core. */
export type ToTileWorker =
  | { readonly kind: 'port'; readonly port: MessagePort }
  | { readonly kind: 'tile'; readonly id: number; readonly request: TileRequest }
  | { readonly kind: 'samples'; readonly id: number; readonly request: SamplesRequest }
  | { readonly kind: 'hull'; readonly id: number; readonly request: HullRequest }
  | { readonly kind: 'refit'; readonly id: number; readonly request: RefitRequest }
  | { readonly kind: 'cancel'; readonly id: number }
  /** The scene's file may be another one now: what was opened of it is dropped. */
  | { readonly kind: 'forget'; readonly sceneUid: string }

/**
 * What a tile worker answers. A tile's `pixels` are interleaved by pixel: the bands asked for, 0 where there is no
 * data, then one more that is 1 where there is data and 0 elsewhere. Samples are null where the pixel has no data.
 */
export type FromTileWorker =
  | { readonly kind: 'tile'; readonly id: number; readonly pixels: Float32Array<ArrayBuffer> }
  | { readonly kind: 'samples'; readonly id: number; readonly values: readonly number[] | null }
  | { readonly kind: 'hull'; readonly id: number; readonly found: FoundHull | null }
  | { readonly kind: 'refit'; readonly id: number; readonly found: RefittedHull | null }
  | { readonly kind: 'failed'; readonly id: number; readonly problem: ProblemReport }
  | { readonly kind: 'aborted'; readonly id: number }
