import type { Uid } from '../../src/domain/identifiers.ts'
import type { Desk } from './desk.ts'
import { sightingsOfVessel } from './project-index.ts'
import { select } from './workbench-store.ts'

/** Selects a record and brings the map to it: of a vessel its latest sighting. What has no place stays where it is. */
export function showRecord({ project, workbench, session, map }: Desk, uid: Uid): void {
  const { index } = project.getState()
  if (index.scenes.has(uid)) {
    session.scenes.show(uid)
    return
  }
  if (index.places.has(uid)) {
    select(workbench, [])
    workbench.setState({ place: uid })
    map.current?.fitFootprint(uid)
    return
  }
  const record = index.sightings.get(uid) ?? index.absences.get(uid) ?? sightingsOfVessel(index, uid).at(-1)
  if (record === undefined) return
  session.scenes.show(record.scene_uid)
  select(workbench, [record.uid])
  requestAnimationFrame(() => map.current?.fitFootprint(record.uid))
}
