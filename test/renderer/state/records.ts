import { newScene, type Scene } from '../../../src/domain/scene.ts'
import { unlabelled, type Sighting } from '../../../src/domain/sighting.ts'
import { newVessel, type Vessel } from '../../../src/domain/vessel.ts'

const atFirst = '2024-03-02T02:31:07.000Z'

/** A UUID that is easy to tell in a failure. */
export function uidOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** A placed and confirmed scene. */
export function aScene(number: number, part: Partial<Scene> = {}): Scene {
  return {
    ...newScene(uidOf(number), atFirst),
    name: `scene ${number}`,
    path: `scene_${number}.tif`,
    acquired_at: atFirst,
    acquired_from: 'metadata',
    acquired_confirmed: 1,
    sensor: 'PlanetScope',
    provider: 'Planet',
    crs: 'EPSG:32651',
    gsd_m: 3,
    width: 100,
    height: 100,
    band_count: 4,
    dtype: 'UInt16',
    geom: {
      type: 'Polygon',
      coordinates: [
        [
          [122, 29],
          [123, 29],
          [123, 30],
          [122, 30],
          [122, 29],
        ],
      ],
    },
    ...part,
  }
}

/** A hull of 100 by 20 m. */
export function aSighting(number: number, part: Partial<Sighting> = {}): Sighting {
  return {
    ...unlabelled,
    uid: uidOf(number),
    scene_uid: uidOf(1),
    observed_at: atFirst,
    class: 'cargo.general',
    berth_state: 'alongside',
    length_m: 100,
    length_error_m: 4.2,
    beam_m: 20,
    beam_error_m: 4.2,
    heading_deg: 42.5,
    heading_known: 1,
    area_m2: 2000,
    lon: 122.5,
    lat: 29.5,
    analyst: null,
    source: 'drawn',
    created_at: null,
    updated_at: null,
    revision: 1,
    geom: null,
    ...part,
  }
}

export function aVessel(number: number, part: Partial<Vessel> = {}): Vessel {
  return { ...newVessel(uidOf(number), atFirst), name: `VESSEL ${number}`, ...part }
}
