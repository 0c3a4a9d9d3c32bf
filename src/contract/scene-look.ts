import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import { call, job } from './define.ts'

const finite = z.number().refine(Number.isFinite)
const Range = z.strictObject({ low: finite, high: finite })
const BandNumber = z.int().min(1).max(10_000)
const percent = z.number().min(0).max(100)

/** How the ends of a stretch were found; `manual`: an analyst set them. */
export const StretchMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentile'), low: percent, high: percent }),
  z.strictObject({ kind: z.literal('min_max') }),
  /** Mean ± n standard deviations. */
  z.strictObject({ kind: z.literal('deviations'), n: z.number().positive().max(100) }),
  z.strictObject({ kind: z.literal('manual') }),
])
export type StretchMethod = z.infer<typeof StretchMethod>

/** Which pixels a stretch rests on: all of the scene, those in the view, those inside of a place. */
export const StretchSource = z.enum(['scene', 'view', 'place'])
export type StretchSource = z.infer<typeof StretchSource>

/**
 * How a scene's samples become colours. All of it but the bands are variables of the GPU's style, so that a change
 * reads nothing. It never changes a sample.
 */
export const SceneLook = z.strictObject({
  /**
   * `bands`: three as red, green and blue, or one in grey; `difference`: the normalised difference of two,
   * (first − second) / (first + second), in grey; `palette`: the colours that the file gives its values.
   */
  drawn: z.enum(['bands', 'difference', 'palette']),
  /** Band numbers from 1. */
  combination: z.array(BandNumber).min(1).max(3),
  /** Sample values drawn black and white, one pair for each entry of `combination`, one for a difference. */
  stretch: z.array(Range).min(1).max(3),
  method: StretchMethod,
  source: StretchSource,
  /** Logarithmic: `power` is 10 · log10 of the sample, `amplitude` 20 · log10. The stretch stays in samples. */
  decibels: z.enum(['none', 'power', 'amplitude']),
  gamma: z.number().min(0.05).max(20),
  inverted: z.boolean(),
  /** 0 to 1. */
  opacity: z.number().min(0).max(1),
})
export type SceneLook = z.infer<typeof SceneLook>

/** A part of the full resolution, in columns and rows; it may hang over the scene's edge. */
export const PixelRegion = z.strictObject({
  x: z.int().min(-1e9).max(1e9),
  y: z.int().min(-1e9).max(1e9),
  width: z.int().min(1).max(2e9),
  height: z.int().min(1).max(2e9),
  /** Only pixels whose middle lies inside of this ring of columns and rows count; the ring need not be closed. */
  ring: z
    .array(z.tuple([finite, finite]))
    .min(3)
    .max(2_000)
    .optional(),
})
export type PixelRegion = z.infer<typeof PixelRegion>

/** Statistics of valid samples. With `count` 0 the numbers mean nothing. */
export const SampleStatistics = z.strictObject({
  count: z.int(),
  minimum: finite,
  maximum: finite,
  mean: finite,
  deviation: finite,
  /** The values below which 0, 0.1, 0.2 … 100 % of the samples lie: 1001 of them; none without samples. */
  quantiles: z.array(finite),
})
export type SampleStatistics = z.infer<typeof SampleStatistics>

/** A named place and scale to come back to. */
export const Bookmark = z.strictObject({
  uid: Uid,
  name: z.string().min(1).max(200),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Metres on the ground of one screen pixel. */
  metres_per_pixel: z.number().positive().max(1e6),
})
export type Bookmark = z.infer<typeof Bookmark>

/** How a project is looked at: kept with it, and no step of its history. */
export const lookMethods = {
  /** The look that a scene had last, and the one that all scenes of its sensor share, where there is one. */
  'scene.look': call(
    z.strictObject({ uid: Uid }),
    z.strictObject({ own: SceneLook.nullable(), ofSensor: SceneLook.nullable() }),
  ),
  /** Keeps a scene's look; with `forSensor` also as that of its sensor, without it the sensor has none from now on. */
  'scene.keep-look': call(
    z.strictObject({ uid: Uid, look: SceneLook, forSensor: z.boolean() }),
    z.undefined(),
  ),
  /** Statistics of bands, or of the normalised difference of two. The same file and region give the same numbers. */
  'scene.statistics': job(
    z.strictObject({
      uid: Uid,
      bands: z.array(BandNumber).min(1).max(16),
      difference: z.boolean(),
      region: PixelRegion.optional(),
    }),
    z.array(SampleStatistics),
  ),
  'bookmark.list': call(z.undefined(), z.array(Bookmark)),
  /** Adds a bookmark, or replaces the one with its uid. */
  'bookmark.keep': call(Bookmark, z.array(Bookmark)),
  'bookmark.remove': call(z.strictObject({ uid: Uid }), z.array(Bookmark)),
} as const
