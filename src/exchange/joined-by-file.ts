import { makeEdit, type Edit } from '../commands/change.ts'
import type { ProjectView } from '../commands/view.ts'
import type { Uid } from '../domain/identifiers.ts'
import { newPlace, type Place } from '../domain/place.ts'
import { newScene, type Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import type { Instant } from '../domain/time.ts'
import { newVessel, type Vessel } from '../domain/vessel.ts'
import type { JoinedField, JoinedText } from './joined-records.ts'

/** The scenes, vessels and places that only the records of one file know. */
export interface JoinedByFile {
  /** Notes those of one sighting; says why where the file contradicts itself. */
  take(sighting: Sighting, joined: Partial<JoinedText>): { why: string } | null
  /** Insertions of all that were noted. */
  edits(): Edit[]
}

type Table = 'scenes' | 'vessels' | 'places'
type Texts = Partial<Record<JoinedField, string | null>>

const kinds = [
  ['scenes', 'scene_uid', ['scene_name', 'scene_sha256', 'scene_provider']],
  ['vessels', 'vessel_uid', ['vessel_name', 'vessel_imo', 'vessel_mmsi']],
  ['places', 'place_uid', ['place_name']],
] as const

/** Collects what a file says beside its sightings about records that the project does not have. */
export function joinedByFile(view: Pick<ProjectView, 'get'>, now: Instant): JoinedByFile {
  const noted: Readonly<Record<Table, Map<Uid, Texts>>> = {
    scenes: new Map(),
    vessels: new Map(),
    places: new Map(),
  }
  return {
    take(sighting, joined) {
      const unknown = kinds.flatMap(([table, column, fields]) => {
        const uid = sighting[column]
        return uid === null || view.get(table, uid) !== null ? [] : [{ table, uid, fields }]
      })
      for (const { table, uid, fields } of unknown) {
        const earlier = noted[table].get(uid)
        const other = fields.find(
          (field) => (earlier?.[field] ?? joined[field]) !== joined[field] && joined[field] != null,
        )
        if (other !== undefined)
          return { why: `${other} contradicts an earlier record of the file for the same uid` }
      }
      for (const { table, uid, fields } of unknown) {
        const earlier = noted[table].get(uid)
        const texts = fields.map((field) => [field, joined[field] ?? earlier?.[field] ?? null])
        noted[table].set(uid, Object.fromEntries(texts) as Texts)
      }
      return null
    },
    edits: () => [
      ...[...noted.scenes].map(([uid, texts]) => makeEdit('scenes', uid, null, sceneOf(uid, texts, now))),
      ...[...noted.vessels].map(([uid, texts]) => makeEdit('vessels', uid, null, vesselOf(uid, texts, now))),
      ...[...noted.places].map(([uid, texts]) => makeEdit('places', uid, null, placeOf(uid, texts, now))),
    ],
  }
}

function sceneOf(uid: Uid, texts: Texts, now: Instant): Scene {
  return {
    ...newScene(uid, now),
    name: texts.scene_name ?? null,
    sha256: texts.scene_sha256 ?? null,
    provider: texts.scene_provider ?? null,
  }
}

function vesselOf(uid: Uid, texts: Texts, now: Instant): Vessel {
  return {
    ...newVessel(uid, now),
    name: texts.vessel_name ?? null,
    imo: texts.vessel_imo ?? null,
    mmsi: texts.vessel_mmsi ?? null,
  }
}

function placeOf(uid: Uid, texts: Texts, now: Instant): Place {
  return { ...newPlace(uid, now), name: texts.place_name ?? null }
}
