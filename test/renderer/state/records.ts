import type { Scene } from '../../../src/domain/scene.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import type { Vessel } from '../../../src/domain/vessel.ts'

/** A UUID that is easy to tell in a failure. */
export function uidOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** A placed and confirmed scene. */
export function aScene(number: number, part: Partial<Scene> = {}): Scene {
  return {
    uid: uidOf(number),
    name: `scene ${number}`,
    path: `scene_${number}.tif`,
    sha256: null,
    size_bytes: null,
    acquired_at: '2024-03-02T02:31:07.000Z',
    acquired_from: 'metadata',
    acquired_confirmed: 1,
    sensor: 'PlanetScope',
    provider: 'Planet',
    crs: 'EPSG:32651',
    gsd_m: 3,
    off_nadir_deg: null,
    width: 100,
    height: 100,
    band_count: 4,
    dtype: 'UInt16',
    shift_east_m: null,
    shift_north_m: null,
    shift_reference_uid: null,
    shift_residual_m: null,
    shift_by: null,
    shift_at: null,
    notes: null,
    added_at: null,
    revision: 1,
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
    uid: uidOf(number),
    scene_uid: uidOf(1),
    vessel_uid: null,
    place_uid: null,
    observed_at: '2024-03-02T02:31:07.000Z',
    class: 'cargo.general',
    class_confidence: null,
    berth_state: 'alongside',
    activity: null,
    raft_order: null,
    identity_confidence: 'none',
    identity_basis: [],
    length_m: 100,
    length_error_m: 4.2,
    beam_m: 20,
    beam_error_m: 4.2,
    heading_deg: 42.5,
    heading_known: 1,
    area_m2: 2000,
    edge: 'unknown',
    lon: 122.5,
    lat: 29.5,
    analyst: null,
    source: 'drawn',
    notes: null,
    created_at: null,
    updated_at: null,
    revision: 1,
    geom: null,
    ...part,
  }
}

export function aVessel(number: number, part: Partial<Vessel> = {}): Vessel {
  return {
    uid: uidOf(number),
    name: `VESSEL ${number}`,
    imo: null,
    mmsi: null,
    call_sign: null,
    flag: null,
    class: null,
    length_m: null,
    beam_m: null,
    built: null,
    aliases: [],
    designations: [],
    notes: null,
    created_at: null,
    updated_at: null,
    revision: 1,
    ...part,
  }
}
