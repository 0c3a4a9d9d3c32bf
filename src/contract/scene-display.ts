import { z } from 'zod'
import { SceneLook } from './scene-look.ts'

/** The `info --json` document: members follow gdalinfo's JSON where they mean the same. */
export const SceneDescription = z.looseObject({ path: z.string() })
export type SceneDescription = z.infer<typeof SceneDescription>

/** What the window needs to draw a scene; its tile workers read the pixels themselves. */
export const SceneDisplay = z.strictObject({
  width: z.int(),
  height: z.int(),
  /** GDAL's six numbers from pixel to the scene's CRS; null for a scene that cannot be placed. */
  affine: z.array(z.number()).length(6).nullable(),
  /** How pixels lie on the map where `affine` only comes near: see CurvedGrid. */
  curve: z.strictObject({ x: z.array(z.number()).length(6), y: z.array(z.number()).length(6) }).optional(),
  /** `EPSG:n` or a PROJ string; null for a scene that cannot be placed. */
  crs: z.string().nullable(),
  /** PROJ string of that CRS. */
  projDefinition: z.string().nullable(),
  gsdM: z.number().nullable(),
  bands: z.array(
    z.strictObject({
      name: z.string(),
      low: z.number(),
      high: z.number(),
      minimum: z.number(),
      maximum: z.number(),
      /** Counts in equal bins from `minimum` to `maximum`. */
      histogram: z.array(z.number()),
      /** Physical value = sample · scale + offset, where the file says so. */
      scale: z.number().optional(),
      offset: z.number().optional(),
    }),
  ),
  /** Band numbers (from 1) of red, green and blue, or of the one band shown. */
  combination: z.array(z.int()).min(1).max(3),
  /** How the bands can be combined, the one to begin with first; absent: `combination` alone. */
  presets: z
    .array(
      z.strictObject({
        name: z.enum(['palette', 'true_colour', 'near_infrared', 'water_index', 'by_number', 'single']),
        drawn: SceneLook.shape.drawn,
        combination: SceneLook.shape.combination,
      }),
    )
    .optional(),
  /** What radar is first shown in; absent: samples as they are. */
  decibels: SceneLook.shape.decibels.optional(),
  /** The file means its lowest values to be white. */
  whiteIsLow: z.boolean().optional(),
  /**
   * Pixel sizes of what can be read: full resolution first, each next one coarser. `tileRows`: how many rows are best
   * read at once, where that is fewer than a tile usually has.
   */
  levels: z.array(z.strictObject({ width: z.int(), height: z.int(), tileRows: z.int().optional() })),
  /** Whether the tile workers read the scene itself or its display pyramid. */
  readFrom: z.enum(['scene', 'pyramid']),
  problems: z.array(z.string()),
})
export type SceneDisplay = z.infer<typeof SceneDisplay>
