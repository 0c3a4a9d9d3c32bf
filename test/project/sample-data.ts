import { makeEdit, type Change, type Edit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { Place } from '../../src/domain/place.ts'
import type { Polygon } from '../../src/domain/polygon.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import type { Vessel } from '../../src/domain/vessel.ts'

export const by = { analyst: 'A. Analyst', at: '2026-03-01T10:00:00.000Z' }
const created = '2026-03-01T09:00:00.000Z'

/** A rectangle of `size` degrees whose south-west corner is at (lon, lat). */
export function square(lon: number, lat: number, size = 0.001): Polygon {
  const round = (value: number) => Math.round(value * 1e7) / 1e7
  const [w, s, e, n] = [lon, lat, lon + size, lat + size].map(round) as [number, number, number, number]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  }
}

export function sighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    uid: newUid(),
    scene_uid: null,
    vessel_uid: null,
    place_uid: null,
    observed_at: '2026-02-01T02:31:07.250Z',
    class: 'cargo.bulk',
    class_confidence: 'probable',
    berth_state: 'rafted',
    activity: 'repair',
    raft_order: 2,
    identity_confidence: 'possible',
    identity_basis: [{ kind: 'dimensions', note: 'agrees “well”, 船' }],
    length_m: 189.123,
    length_error_m: 4.2,
    beam_m: 30.5,
    beam_error_m: 4.2,
    heading_deg: 12.345,
    heading_known: 1,
    area_m2: 5768.3,
    edge: 'deck',
    lon: 122.05,
    lat: 29.95,
    analyst: 'A. Analyst',
    source: 'drawn',
    notes: ' two spaces  \t\u200f and\na line 🚢',
    created_at: created,
    updated_at: created,
    revision: 1,
    geom: square(122.05, 29.95),
    ...fields,
  }
}

export function vessel(fields: Partial<Vessel> = {}): Vessel {
  return {
    uid: newUid(),
    name: "'; DROP TABLE vessels;--",
    imo: '9074729',
    mmsi: '431000123',
    call_sign: 'JABC',
    flag: 'JP',
    class: 'cargo.bulk',
    length_m: 190,
    beam_m: 30.5,
    built: 1998,
    aliases: ['Old Name', '旧名'],
    designations: [{ list: 'OFAC', date: '2024-01-01', reference: 'X-1' }],
    notes: null,
    created_at: created,
    updated_at: created,
    revision: 1,
    ...fields,
  }
}

export function scene(fields: Partial<Scene> = {}): Scene {
  return {
    uid: newUid(),
    name: 'Yard in March',
    path: 'scenes/march.tif',
    sha256: 'ab'.repeat(32),
    size_bytes: 2 ** 41,
    acquired_at: '2026-02-01T02:31:07.000Z',
    acquired_from: 'metadata',
    acquired_confirmed: 0,
    sensor: 'PS2',
    provider: 'Planet',
    crs: 'EPSG:32651',
    gsd_m: 3.0000001,
    off_nadir_deg: 2.5,
    width: 4000,
    height: 3000,
    band_count: 4,
    dtype: 'UInt16',
    shift_east_m: -1.5,
    shift_north_m: 2.25,
    shift_reference_uid: newUid(),
    shift_residual_m: 0.4,
    shift_by: 'A. Analyst',
    shift_at: created,
    notes: 'hazy',
    added_at: created,
    revision: 1,
    geom: square(122, 29.9, 0.1),
    ...fields,
  }
}

export function place(fields: Partial<Place> = {}): Place {
  return {
    uid: newUid(),
    parent_uid: null,
    name: 'Dock 2',
    kind: 'drydock',
    notes: null,
    created_at: created,
    updated_at: created,
    revision: 1,
    geom: square(122.04, 29.94, 0.004),
    ...fields,
  }
}

/** One step of work. */
export function change(edits: Edit[], note = 'Edit'): Change {
  return { change_uid: newUid(), undo_of: null, note, edits }
}

export const insertSighting = (record: Sighting): Edit => makeEdit('sightings', record.uid, null, record)
export const insertVessel = (record: Vessel): Edit => makeEdit('vessels', record.uid, null, record)
export const insertScene = (record: Scene): Edit => makeEdit('scenes', record.uid, null, record)
export const insertPlace = (record: Place): Edit => makeEdit('places', record.uid, null, record)
