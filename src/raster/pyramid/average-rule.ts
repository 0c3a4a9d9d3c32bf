import type { Palette } from '../scene-image.ts'
import type { Samples } from '../tiff/tiff-encode-block.ts'

/**
 * A run of rows of one level. Samples are interleaved by pixel; a mask has one byte a pixel, 0 where there is no data.
 */
export interface RowRun {
  readonly samples: Samples
  readonly mask: Uint8Array | null
  /** The level's size in pixels. */
  readonly width: number
  readonly height: number
  /** The level's row that stands first in `samples`. */
  readonly firstRow: number
}

/** What counts when pixels are averaged. */
export interface AverageRule {
  /** Interleaved samples of a pixel. */
  readonly bands: number
  /** This value means "no data": such samples are left out. NaN too. */
  readonly noData: number | null
  /** Index of the band that is alpha, or null: pixels whose alpha is 0 are left out. */
  readonly alpha: number | null
  /** Colours that the samples stand for, or null: averages are then of colours, and the nearest entry is taken. */
  readonly palette: Palette | null
}
