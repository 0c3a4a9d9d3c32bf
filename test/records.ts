import { newUid } from '../src/domain/identifiers.ts'
import type { Polygon } from '../src/domain/polygon.ts'
import { newScene, type Scene } from '../src/domain/scene.ts'
import { unlabelled, type Sighting } from '../src/domain/sighting.ts'
import { newVessel, type Vessel } from '../src/domain/vessel.ts'
import type { Hull } from '../src/geodesy/footprint.ts'
import { ringOfHull } from '../src/geodesy/footprint.ts'
import { measureFootprint } from '../src/geodesy/measure.ts'

export const someTime = '2024-03-02T02:31:07.000Z'

/** A square of about 20 km around the yard. */
export const yardOutline: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [121.95, 29.85],
      [122.15, 29.85],
      [122.15, 30.05],
      [121.95, 30.05],
      [121.95, 29.85],
    ],
  ],
}

/** A believable scene record; `values` replace what a test is about. */
export function aScene(values: Partial<Scene> = {}): Scene {
  const uid = newUid()
  return {
    ...newScene(uid, someTime),
    name: `${uid}.tif`,
    path: `scenes/${uid}.tif`,
    sha256: 'ab'.repeat(32),
    size_bytes: 1_000,
    acquired_at: someTime,
    acquired_from: 'filename',
    sensor: 'PlanetScope',
    provider: 'Planet',
    crs: 'EPSG:32651',
    gsd_m: 3,
    off_nadir_deg: 4,
    width: 1_000,
    height: 1_000,
    band_count: 4,
    dtype: 'UInt16',
    geom: yardOutline,
    ...values,
  }
}

/** A sighting of a hull, measured as the program would. */
export function aSighting(hull: Hull, values: Partial<Sighting> = {}): Sighting {
  const ring = ringOfHull(hull)
  return {
    uid: newUid(),
    scene_uid: null,
    ...unlabelled,
    observed_at: someTime,
    class: 'cargo.general',
    class_confidence: 'probable',
    berth_state: 'alongside',
    ...measureFootprint(ring, hull.headingDeg),
    length_error_m: 4.158,
    beam_error_m: 4.158,
    analyst: 'A. Nalyst',
    source: 'drawn',
    created_at: someTime,
    updated_at: someTime,
    revision: 1,
    geom: { type: 'Polygon', coordinates: [ring] },
    ...values,
  }
}

export function aVessel(values: Partial<Vessel> = {}): Vessel {
  return { ...newVessel(newUid(), someTime), name: 'HAI PING', imo: '9074729', ...values }
}
