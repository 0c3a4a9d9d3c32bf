import { timeDoubt, type TimeDoubt } from '../domain/acquired.ts'
import type { Uid } from '../domain/identifiers.ts'
import type { Place } from '../domain/place.ts'
import type { Records } from '../domain/records.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import type { Vessel } from '../domain/vessel.ts'

/** The scenes, vessels and places that sightings belong to, by uid. */
export interface JoinedRecords {
  readonly scenes: ReadonlyMap<Uid, Scene>
  readonly vessels: ReadonlyMap<Uid, Vessel>
  readonly places: ReadonlyMap<Uid, Place>
}

/** Looks up by uid what an export writes beside its sightings. */
export function joinedRecords(records: Pick<Records, 'scenes' | 'vessels' | 'places'>): JoinedRecords {
  return {
    scenes: new Map(records.scenes.map((scene) => [scene.uid, scene])),
    vessels: new Map(records.vessels.map((vessel) => [vessel.uid, vessel])),
    places: new Map(records.places.map((place) => [place.uid, place])),
  }
}

/** What stands beside the fields of a sighting in an export. */
export const joinedFields = [
  'vessel_name',
  'vessel_imo',
  'vessel_mmsi',
  'scene_name',
  'scene_sha256',
  'scene_provider',
  'place_name',
] as const
export type JoinedField = (typeof joinedFields)[number]
export type JoinedText = Readonly<Record<JoinedField, string | null>>

/** Names and numbers of the vessel, scene and place of a sighting; null where there is none. */
export function joinedText(sighting: Sighting, joined: JoinedRecords): JoinedText {
  const find = <T>(map: ReadonlyMap<Uid, T>, uid: Uid | null): T | undefined =>
    uid === null ? undefined : map.get(uid)
  const vessel = find(joined.vessels, sighting.vessel_uid)
  const scene = find(joined.scenes, sighting.scene_uid)
  const place = find(joined.places, sighting.place_uid)
  return {
    vessel_name: vessel?.name ?? null,
    vessel_imo: vessel?.imo ?? null,
    vessel_mmsi: vessel?.mmsi ?? null,
    scene_name: scene?.name ?? null,
    scene_sha256: scene?.sha256 ?? null,
    scene_provider: scene?.provider ?? null,
    place_name: place?.name ?? null,
  }
}

/** Columns that stand beside a sighting whose scene was drawn off where its file says. */
export const shiftFields = [
  'scene_shift_east_m',
  'scene_shift_north_m',
  'scene_shift_residual_m',
  'scene_shift_reference_name',
  'scene_shift_by',
  'scene_shift_at',
] as const
export type ShiftField = (typeof shiftFields)[number]
export type ShiftText = Readonly<Record<ShiftField, string | number | null>>

/**
 * By how much the scene of a sighting was shifted, against which other scene, by whom and when; null where it lies where
 * its file says. Metres east and north that were added.
 */
export function sceneShift({ scene_uid }: Sighting, { scenes }: JoinedRecords): ShiftText | null {
  const scene = scene_uid === null ? undefined : scenes.get(scene_uid)
  const [east, north] = [scene?.shift_east_m ?? 0, scene?.shift_north_m ?? 0]
  if (scene === undefined || (east === 0 && north === 0)) return null
  const reference = scene.shift_reference_uid === null ? undefined : scenes.get(scene.shift_reference_uid)
  return {
    scene_shift_east_m: east,
    scene_shift_north_m: north,
    scene_shift_residual_m: scene.shift_residual_m,
    scene_shift_reference_name: reference?.name ?? scene.shift_reference_uid,
    scene_shift_by: scene.shift_by,
    scene_shift_at: scene.shift_at,
  }
}

/** The column that stands beside a sighting whose time nobody has vouched for. */
export const doubtField = 'observed_at_doubt'

/** What is unsure about the time of a sighting as its scene gave it; null where an analyst has confirmed it. */
export function observedDoubt(
  { scene_uid, observed_at }: Sighting,
  { scenes }: JoinedRecords,
): Readonly<Record<typeof doubtField, TimeDoubt>> | null {
  const doubt = timeDoubt(observed_at, scene_uid === null ? undefined : scenes.get(scene_uid))
  return doubt === null ? null : { [doubtField]: doubt }
}

/** Sightings in the order of every export: by uid. */
export function inOrder(sightings: readonly Sighting[]): Sighting[] {
  return [...sightings].sort((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0))
}
