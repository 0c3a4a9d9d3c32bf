import type { Change, Edit } from '../../src/commands/change.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { RecordOf, Records, TableName } from '../../src/domain/records.ts'
import { byAcquisition, type Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'

/** Every record of the open project by its uid, and the two questions that panels ask all the time. Immutable. */
export interface ProjectIndex {
  readonly scenes: ReadonlyMap<Uid, Scene>
  readonly sightings: ReadonlyMap<Uid, Sighting>
  readonly absences: ReadonlyMap<Uid, RecordOf['absences']>
  readonly vessels: ReadonlyMap<Uid, RecordOf['vessels']>
  readonly places: ReadonlyMap<Uid, RecordOf['places']>
  readonly sightingsByScene: ReadonlyMap<Uid, ReadonlySet<Uid>>
  readonly sightingsByVessel: ReadonlyMap<Uid, ReadonlySet<Uid>>
}

const none: ReadonlySet<Uid> = new Set()

/** The index of no project. */
export const emptyIndex: ProjectIndex = buildIndex({
  scenes: [],
  sightings: [],
  absences: [],
  vessels: [],
  places: [],
})

/** Builds the index from a whole snapshot. */
export function buildIndex(records: Records): ProjectIndex {
  const byScene = new Map<Uid, Set<Uid>>()
  const byVessel = new Map<Uid, Set<Uid>>()
  for (const { uid, scene_uid, vessel_uid } of records.sightings) {
    if (scene_uid !== null) memberSet(byScene, scene_uid).add(uid)
    if (vessel_uid !== null) memberSet(byVessel, vessel_uid).add(uid)
  }
  return {
    scenes: byUid(records.scenes),
    sightings: byUid(records.sightings),
    absences: byUid(records.absences),
    vessels: byUid(records.vessels),
    places: byUid(records.places),
    sightingsByScene: byScene,
    sightingsByVessel: byVessel,
  }
}

/** The index after `change`. Tables and sets that the change does not touch stay the same objects. */
export function applyChange(index: ProjectIndex, change: Change): ProjectIndex {
  const touched = new Set(change.edits.map((edit) => edit.table))
  if (touched.size === 0) return index
  const table = <N extends TableName>(name: N, rows: ReadonlyMap<Uid, RecordOf[N]>) =>
    touched.has(name) ? edited(name, rows, change.edits) : rows
  const after = {
    scenes: table('scenes', index.scenes),
    sightings: table('sightings', index.sightings),
    absences: table('absences', index.absences),
    vessels: table('vessels', index.vessels),
    places: table('places', index.places),
  }
  return {
    ...after,
    sightingsByScene: regrouped(index.sightingsByScene, 'scene_uid', index, after.sightings, change),
    sightingsByVessel: regrouped(index.sightingsByVessel, 'vessel_uid', index, after.sightings, change),
  }
}

const ordered = new WeakMap<ProjectIndex['scenes'], readonly Scene[]>()

/** Scenes in the order in which they are listed: newest first, those without a time last. */
export function scenesByDate({ scenes }: Pick<ProjectIndex, 'scenes'>): readonly Scene[] {
  const known = ordered.get(scenes)
  if (known !== undefined) return known
  const sorted = [...scenes.values()].sort(byAcquisition)
  const undated = sorted.filter((scene) => scene.acquired_at === null)
  const found = [...sorted.filter((scene) => scene.acquired_at !== null).reverse(), ...undated]
  ordered.set(scenes, found)
  return found
}

/** The sightings that lie on a scene, in the order in which they were made. */
export function sightingsOfScene(index: ProjectIndex, scene: Uid | null): readonly Sighting[] {
  return scene === null ? [] : records(index, index.sightingsByScene.get(scene) ?? none)
}

/** The sightings of a vessel, oldest first; those without a time last. */
export function sightingsOfVessel(index: ProjectIndex, vessel: Uid | null): readonly Sighting[] {
  if (vessel === null) return []
  return [...records(index, index.sightingsByVessel.get(vessel) ?? none)].sort((a, b) =>
    (a.observed_at ?? '9999') < (b.observed_at ?? '9999') ? -1 : 1,
  )
}

/** How many sightings lie on a scene. */
export function countOfScene(index: ProjectIndex, scene: Uid): number {
  return index.sightingsByScene.get(scene)?.size ?? 0
}

function records(index: ProjectIndex, uids: ReadonlySet<Uid>): readonly Sighting[] {
  return [...uids]
    .sort()
    .map((uid) => index.sightings.get(uid))
    .filter((sighting) => sighting !== undefined)
}

function byUid<R extends { uid: Uid }>(rows: readonly R[]): ReadonlyMap<Uid, R> {
  return new Map(rows.map((row) => [row.uid, row]))
}

function memberSet(groups: Map<Uid, Set<Uid>>, key: Uid): Set<Uid> {
  const known = groups.get(key)
  if (known !== undefined) return known
  const made = new Set<Uid>()
  groups.set(key, made)
  return made
}

function edited<N extends TableName>(
  name: N,
  rows: ReadonlyMap<Uid, RecordOf[N]>,
  edits: readonly Edit[],
): ReadonlyMap<Uid, RecordOf[N]> {
  const next = new Map(rows)
  for (const edit of edits) {
    if (edit.table !== name) continue
    if (edit.after === null) next.delete(edit.uid)
    // An edit's table says which record type it carries; TypeScript cannot follow that through N.
    else next.set(edit.uid, edit.after as RecordOf[N])
  }
  return next
}

function regrouped(
  groups: ReadonlyMap<Uid, ReadonlySet<Uid>>,
  field: 'scene_uid' | 'vessel_uid',
  before: ProjectIndex,
  after: ReadonlyMap<Uid, Sighting>,
  change: Change,
): ReadonlyMap<Uid, ReadonlySet<Uid>> {
  const moved = new Set(change.edits.filter((edit) => edit.table === 'sightings').map((edit) => edit.uid))
  const next = new Map(groups)
  for (const uid of moved) {
    const from = before.sightings.get(uid)?.[field] ?? null
    const to = after.get(uid)?.[field] ?? null
    if (from === to) continue
    if (from !== null) {
      const rest = new Set(next.get(from))
      rest.delete(uid)
      if (rest.size === 0) next.delete(from)
      else next.set(from, rest)
    }
    if (to !== null) next.set(to, new Set(next.get(to)).add(uid))
  }
  return next
}
