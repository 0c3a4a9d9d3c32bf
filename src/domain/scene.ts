import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Polygon } from './polygon.ts'
import { Instant } from './time.ts'
import { AcquiredSource } from './vocabulary.ts'

const text = z.string().max(20_000).nullable()
const finite = z.number().nullable()
const count = z.int().nonnegative().nullable()

/** A scene: where its pixels are, when and by what they were taken, and how it is shifted. `geom` is its outline. */
export const Scene = z.strictObject({
  uid: Uid,
  name: text,
  /** Relative to the project's folder, with forward slashes, when below it; else absolute. */
  path: text,
  sha256: text,
  size_bytes: count,
  acquired_at: Instant.nullable(),
  acquired_from: AcquiredSource.nullable(),
  /** 1 when an analyst has confirmed the time. */
  acquired_confirmed: z.literal([0, 1]).nullable(),
  sensor: text,
  provider: text,
  /** `EPSG:n` or a PROJ string. */
  crs: text,
  /** Ground sample distance in metres, the mean of both directions at the scene's centre. */
  gsd_m: finite,
  /** Degrees from the nadir. */
  off_nadir_deg: finite,
  width: count,
  height: count,
  band_count: count,
  /** Sample type as GDAL names it. */
  dtype: text,
  shift_east_m: finite,
  shift_north_m: finite,
  shift_reference_uid: Uid.nullable(),
  shift_residual_m: finite,
  shift_by: text,
  shift_at: Instant.nullable(),
  notes: text,
  added_at: Instant.nullable(),
  revision: count,
  geom: Polygon.nullable(),
})
export type Scene = z.infer<typeof Scene>

/** The fields of a scene that is drawn where its file says. */
export const unshifted = {
  shift_east_m: null,
  shift_north_m: null,
  shift_reference_uid: null,
  shift_residual_m: null,
  shift_by: null,
  shift_at: null,
} as const satisfies Partial<Scene>

/** A scene of which nothing is known yet but that it was added, at a UTC time. */
export function newScene(uid: Uid, added_at: Instant): Scene {
  return {
    uid,
    name: null,
    path: null,
    sha256: null,
    size_bytes: null,
    acquired_at: null,
    acquired_from: null,
    acquired_confirmed: 0,
    sensor: null,
    provider: null,
    crs: null,
    gsd_m: null,
    off_nadir_deg: null,
    width: null,
    height: null,
    band_count: null,
    dtype: null,
    ...unshifted,
    notes: null,
    added_at,
    revision: 1,
    geom: null,
  }
}

/** What an analyst may change of a scene by hand. */
export const ScenePatch = Scene.pick({
  name: true,
  acquired_at: true,
  acquired_confirmed: true,
  sensor: true,
  provider: true,
  off_nadir_deg: true,
  notes: true,
})
  .partial()
  .strict()
export type ScenePatch = z.infer<typeof ScenePatch>

/** The order in which scenes are listed: by acquisition time, scenes without one last, uid breaks ties. */
export function byAcquisition(a: Scene, b: Scene): number {
  if (a.acquired_at !== b.acquired_at) {
    if (a.acquired_at === null) return 1
    if (b.acquired_at === null) return -1
    return a.acquired_at < b.acquired_at ? -1 : 1
  }
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0
}
