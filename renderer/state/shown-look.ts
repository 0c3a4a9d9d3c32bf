import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { PixelRegion, SceneLook, StretchMethod, StretchSource } from '../../src/contract/scene-look.ts'
import type { Place } from '../../src/domain/place.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { signedArea } from '../../src/geodesy/ring.ts'
import { ringContains } from '../../src/geodesy/overlap.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import type { Desk } from './desk.ts'
import { sensorKeyOf, usualMethod } from './scene-look.ts'

/** The shown scene as it is drawn. */
export interface ShownLook {
  readonly uid: Uid
  readonly display: SceneDisplay
  readonly look: SceneLook
}

/** The shown scene with its look; null while there is nothing to draw. */
export function shownLook({ workbench, project }: Desk): ShownLook | null {
  const { shown, looks } = workbench.getState()
  const readiness = shown === null ? undefined : project.getState().readiness.get(shown)
  const look = shown === null ? undefined : looks.get(shown)
  if (shown === null || readiness?.state !== 'ready' || look === undefined) return null
  return { uid: shown, display: readiness.display, look }
}

/** The place that is meant: the selected sighting's, else the smallest one that the middle of the map lies in. */
export function placeMeant({ project, workbench, readout }: Desk): Place | null {
  const { index } = project.getState()
  const [selected] = workbench.getState().selection
  const ofSighting = index.sightings.get(selected ?? '')?.place_uid ?? ''
  const chosen = index.places.get(ofSighting)
  if (chosen?.geom != null) return chosen
  const { centre } = readout.getState()
  if (centre === null) return null
  const area = ({ geom }: Place) => (geom === null ? Infinity : Math.abs(signedArea(ringOf(geom))))
  const around = [...index.places.values()].filter(
    ({ geom }) => geom !== null && ringContains(ringOf(geom), centre),
  )
  return around.sort((a, b) => area(a) - area(b))[0] ?? null
}

/** The pixels that a stretch over the view or a place rests on; a sentence where there are none. */
export function regionFor(desk: Desk, source: StretchSource): PixelRegion | undefined | string {
  if (source === 'scene') return undefined
  if (source === 'view') return desk.map.current?.regionInView() ?? 'The scene is not in sight.'
  const place = placeMeant(desk)
  if (place?.geom == null) return 'No place lies in the middle of the map.'
  return desk.map.current?.regionOf(place.geom) ?? 'The place lies outside of this scene.'
}

/** Stretches the shown scene by a method (null: the one that it has) over a source; does nothing where there is none. */
export function stretchShown(desk: Desk, method: StretchMethod | null, source: StretchSource): void {
  const shown = shownLook(desk)
  const region = regionFor(desk, source)
  if (shown === null || typeof region === 'string') return
  const { kind } = shown.look.method
  const by = method ?? (kind === 'manual' ? usualMethod : shown.look.method)
  void desk.session.looks.stretch(shown.uid, by, region === undefined ? { source } : { source, region })
}

/** Why the scenes of the shown scene's sensor cannot share a look, or true. */
export function canLock({ project, workbench }: Desk): true | string {
  const scene = project.getState().index.scenes.get(workbench.getState().shown ?? '')
  if (scene === undefined) return 'Choose a scene first.'
  return sensorKeyOf(scene) !== null || 'This scene names no sensor: edit its details.'
}

/** Whether the scenes of the shown scene's sensor share a look. */
export function isLocked({ project, workbench }: Desk): boolean {
  const { shown, lockedSensors } = workbench.getState()
  const scene = project.getState().index.scenes.get(shown ?? '')
  const key = scene === undefined ? null : sensorKeyOf(scene)
  return key !== null && lockedSensors.has(key)
}
