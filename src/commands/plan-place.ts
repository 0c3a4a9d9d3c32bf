import type { Uid } from '../domain/identifiers.ts'
import type { Polygon } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import type { Place } from '../domain/place.ts'
import { newPlace } from '../domain/place.ts'
import { normaliseRing } from '../geodesy/ring.ts'
import type { Command } from './command.ts'
import type { Planned } from './stamp.ts'
import { given, insertion, removal, requireReference, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const stored = (area: Polygon): Polygon => ({ type: 'Polygon', coordinates: [normaliseRing(ringOf(area))] })

export function planPlaceDraw(command: Of<'place.draw'>, view: ProjectView, context: PlanContext): Planned {
  requireReference('places', command.patch.parent_uid, view)
  const place: Place = {
    ...newPlace(command.uid, context.now),
    kind: 'area',
    ...given(command.patch),
    geom: stored(command.area),
  }
  return { note: `Add place ${place.name ?? ''}`.trim(), edits: [insertion('places', place, view)] }
}

export function planPlaceRevise(
  command: Of<'place.revise'>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const before = required('places', command.uid, view)
  requireReference('places', command.patch.parent_uid, view)
  const { geom } = command.patch
  const values =
    geom === undefined || geom === null
      ? given(command.patch)
      : { ...given(command.patch), geom: stored(geom) }
  return { note: 'Change place', edits: revision('places', before, values, context) }
}

/** The place goes, its sightings and absences stay without one. */
export function planPlaceRemove(uid: Uid, view: ProjectView, context: PlanContext): Planned {
  const edits = view
    .sightingsWith('place_uid', uid)
    .flatMap((sighting) => revision('sightings', sighting, { place_uid: null }, context))
  const looked = view
    .absencesWith('place_uid', uid)
    .flatMap((absence) => revision('absences', absence, { place_uid: null }, context))
  return { note: 'Delete place', edits: [...edits, ...looked, removal('places', uid, view)] }
}
