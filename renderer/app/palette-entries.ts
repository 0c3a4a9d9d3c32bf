import { readCoordinates, showCoordinates } from '../../src/geodesy/coordinates-text.ts'
import { showInstant } from '../../src/domain/time.ts'
import { vesselTitle } from '../../src/domain/vessel.ts'
import { actionOf, actionsNow, reasonAgainst } from '../state/actions.ts'
import { choosePlace } from '../state/actions/watch-actions.ts'
import type { Desk } from '../state/desk.ts'
import { scenesByDate, sightingsOfVessel } from '../state/project-index.ts'
import { placesByName, placeTitle } from '../state/watched-places.ts'
import { select } from '../state/workbench-store.ts'
import { screenText } from '../ui/screen-text.ts'

/** Something that the palette can do. */
export interface PaletteEntry {
  readonly value: string
  readonly label: string
  readonly kind: string
  readonly keys: string | null
  readonly blocked: string | null
  readonly run: () => void
}

/** All that the palette finds by its name. */
export function paletteEntries(desk: Desk): readonly PaletteEntry[] {
  const { index } = desk.project.getState()
  const commands = actionsNow(desk)
    .filter(({ id }) => id !== 'palette' && id !== 'step-back')
    .map((action) => ({
      value: action.id,
      label: action.labelNow?.(desk) ?? action.label,
      kind: action.menu ?? '',
      keys: action.keys[0] ?? null,
      blocked: reasonAgainst(action, desk),
      run: () => action.run(desk),
    }))
  const scenes = scenesByDate(index).map((scene) => ({
    value: scene.uid,
    label: screenText(
      `${scene.acquired_at === null ? 'time unknown' : showInstant(scene.acquired_at)} ${scene.name ?? ''}`,
    ),
    kind: 'Scene',
    keys: null,
    blocked: null,
    run: () => desk.session.scenes.show(scene.uid),
  }))
  const vessels = [...index.vessels.values()].map((vessel) => {
    const last = sightingsOfVessel(index, vessel.uid).at(-1)
    return {
      value: vessel.uid,
      label: screenText(
        `${vesselTitle(vessel)}${vessel.imo === null ? '' : ` IMO ${vessel.imo}`}${vessel.mmsi === null ? '' : ` MMSI ${vessel.mmsi}`}`,
      ),
      kind: 'Vessel',
      keys: null,
      blocked: last === undefined ? 'This vessel has no sighting.' : null,
      run: () => {
        if (last === undefined) return
        desk.session.scenes.show(last.scene_uid)
        select(desk.workbench, [last.uid])
      },
    }
  })
  const places = placesByName(index).map((place) => ({
    value: place.uid,
    label: screenText(placeTitle(place)),
    kind: 'Place',
    keys: null,
    blocked: null,
    run: () => choosePlace(desk, place.uid),
  }))
  const againstGoing = reasonAgainst(actionOf('go-to'), desk)
  const bookmarks = desk.workbench.getState().bookmarks.map(({ uid, name, lon, lat, metres_per_pixel }) => ({
    value: uid,
    label: screenText(name),
    kind: 'Bookmark',
    keys: null,
    blocked: againstGoing,
    run: () => desk.map.current?.goTo([lon, lat], metres_per_pixel),
  }))
  return [...commands, ...scenes, ...vessels, ...places, ...bookmarks]
}

/** The way to a position that was typed in any notation; null where the text is none. */
export function positionEntry(desk: Desk, query: string): PaletteEntry | null {
  const read = readCoordinates(query)
  if ('problem' in read) return null
  const { notation } = desk.workbench.getState()
  return {
    value: 'position',
    label: `Go to ${showCoordinates(read.place, notation === read.notation ? 'decimal' : notation) ?? ''}`,
    kind: 'Position',
    keys: null,
    blocked: reasonAgainst(actionOf('go-to'), desk),
    run: () => desk.map.current?.goTo(read.place),
  }
}

/** Whether every word that was typed stands in an entry's label or kind. */
export function entryFits({ label, kind }: PaletteEntry, query: string): boolean {
  const text = `${label} ${kind}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
