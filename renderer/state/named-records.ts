import type { ProblemReport } from '../../src/domain/problem.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { isTitled, vesselTitle } from '../../src/domain/vessel.ts'
import { classLabel } from './class-groups.ts'
import type { ProjectIndex } from './project-index.ts'
import { placeTitle } from './watched-places.ts'

const nounAndUid =
  /\b(?:Scene|Sighting|Absence|Vessel|Place) ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/gi

/**
 * A text in which records stand by their uid, with the names that a person gives them: a sighting by vessel, class,
 * time and scene. A record that the project does not have keeps its uid.
 */
export function nameRecords(text: string, index: ProjectIndex): string {
  return text.replace(nounAndUid, (whole, uid: string) => recordName(uid.toLowerCase(), index) ?? whole)
}

/** A report about a record, told about the record's name. */
export function withNames<R extends Pick<ProblemReport, 'subject'>>(report: R, index: ProjectIndex): R {
  return { ...report, subject: nameRecords(report.subject, index) }
}

/** How a person would name a record; null where the project has none of this uid. */
export function recordName(uid: Uid, index: ProjectIndex): string | null {
  const { scenes, sightings, absences, vessels, places } = index
  const scene = scenes.get(uid)
  if (scene !== undefined) return sceneName(uid, index) ?? 'Unnamed scene'
  const sighting = sightings.get(uid)
  if (sighting !== undefined) {
    const { observed_at, scene_uid, vessel_uid } = sighting
    const what = sighting.class === null ? 'Sighting' : classLabel(sighting.class)
    return listed(
      `${what}${vesselName(vessel_uid, index)}`,
      observed_at === null ? 'time unknown' : minutes(observed_at),
      sceneName(scene_uid, index),
    )
  }
  const absence = absences.get(uid)
  if (absence !== undefined)
    return listed(`Absence${vesselName(absence.vessel_uid, index)}`, sceneName(absence.scene_uid, index))
  const vessel = vessels.get(uid)
  if (vessel !== undefined) return isTitled(vessel) ? `Vessel ${vesselTitle(vessel)}` : 'Unnamed vessel'
  const place = places.get(uid)
  return place === undefined ? null : `Place ${placeTitle(place)}`
}

/** The record that a report is about, where it says so by its uid or by the one scene of that name. */
export function recordOfReport({ subject }: Pick<ProblemReport, 'subject'>, index: ProjectIndex): Uid | null {
  const [, uid] = [...subject.matchAll(nounAndUid)][0] ?? []
  if (uid !== undefined) return recordName(uid.toLowerCase(), index) === null ? null : uid.toLowerCase()
  const scenes = [...index.scenes.values()].filter(({ name }) => name === subject)
  return scenes.length === 1 ? (scenes[0]?.uid ?? null) : null
}

const listed = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(', ')

const minutes = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`

function vesselName(uid: Uid | null, index: ProjectIndex): string {
  const vessel = index.vessels.get(uid ?? '')
  return vessel === undefined || !isTitled(vessel) ? '' : ` ${vesselTitle(vessel)}`
}

function sceneName(uid: Uid | null, index: ProjectIndex): string | null {
  const scene = index.scenes.get(uid ?? '')
  if (scene === undefined) return null
  if (scene.name !== null && scene.name !== '') return scene.name
  return scene.acquired_at === null ? null : `scene of ${minutes(scene.acquired_at)}`
}
