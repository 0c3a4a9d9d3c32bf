import { isTitled, vesselTitle } from '../../src/domain/vessel.ts'
import type { FootprintOnMap } from '../map/map-contract.ts'
import { classColor } from '../state/class-groups.ts'
import { editsOf, type QueuedEdit } from '../state/edit-queue.ts'
import { footprintColor, type Coloring } from '../state/footprint-colors.ts'
import { nudgedShape, nudgesOf } from '../state/nudge-work.ts'
import type { Nudge } from '../state/nudge.ts'
import { sightingsOfScene, type ProjectIndex } from '../state/project-index.ts'
import { screenText } from '../ui/screen-text.ts'

type Drawn = Map<string, { from: readonly unknown[]; footprint: FootprintOnMap }>

/**
 * Makes the footprints of both scenes, with edits that are not saved yet. The same sighting gives the same object
 * as long as nothing in it that the map draws has changed, so that the map draws only what is new.
 */
export function createFootprints() {
  let known: Drawn = new Map()
  /** What keys moved is moved once for each step, not with every drawing. */
  let shifted = new Map<string, { from: readonly unknown[]; shape: NudgedShape }>()
  const moved = (uid: string, before: NudgedShape, one: Parameters<typeof nudgedShape>[2]): NudgedShape => {
    const from = [before.geom, before.headingDeg, one.eastM, one.northM, one.turnDeg]
    const last = shifted.get(uid)
    if (last !== undefined && last.from.every((value, at) => Object.is(value, from[at]))) return last.shape
    const shape = nudgedShape(before.geom, before.headingDeg, one)
    shifted.set(uid, { from, shape })
    return shape
  }
  return (
    index: ProjectIndex,
    shown: string | null,
    compared: string | null,
    {
      edits,
      nudge = null,
      coloring = 'class',
    }: { readonly edits: readonly QueuedEdit[]; readonly nudge?: Nudge | null; readonly coloring?: Coloring },
  ): readonly FootprintOnMap[] => {
    const next: Drawn = new Map()
    if (nudge === null && edits.length === 0) shifted = new Map()
    const put = (footprint: FootprintOnMap) => {
      const from: readonly unknown[] = Object.values(footprint)
      const before = known.get(footprint.uid)
      const same =
        before?.from.length === from.length && before.from.every((value, i) => Object.is(value, from[i]))
      next.set(footprint.uid, same ? before : { from, footprint })
    }
    for (const [scene, side] of [[compared, 'A'] as const, [shown, 'B'] as const]) {
      for (const sighting of sightingsOfScene(index, scene)) {
        const waiting = edits.find(
          ({ request }) => request.kind === 'sighting.reshape' && request.uid === sighting.uid,
        )?.request
        const reshaped = waiting?.kind === 'sighting.reshape' ? waiting : null
        const geom = reshaped?.footprint ?? sighting.geom
        if (geom === null) continue
        const vessel = sighting.vessel_uid === null ? undefined : index.vessels.get(sighting.vessel_uid)
        const stored = sighting.heading_known === 0 ? null : sighting.heading_deg
        const shape = nudgesOf(sighting.uid, edits, nudge).reduce(
          (before, one) => moved(sighting.uid, before, one),
          { geom, headingDeg: reshaped === null ? stored : reshaped.heading_deg },
        )
        const waitingEdits = edits.length === 0 ? [] : editsOf(edits, sighting.uid)
        put({
          uid: sighting.uid,
          ...shape,
          label: vessel === undefined || !isTitled(vessel) ? '' : onMap(screenText(vesselTitle(vessel))),
          color: footprintColor(sighting, index, coloring),
          side,
          edge: sighting.edge,
          ...troubleOf(waitingEdits, nudge?.uids.includes(sighting.uid)),
        })
      }
    }
    for (const edit of edits) {
      const { request } = edit
      if (request.kind !== 'sighting.draw') continue
      if (request.scene_uid !== shown && request.scene_uid !== compared) continue
      put({
        uid: request.uid,
        geom: request.footprint,
        headingDeg: request.heading_deg,
        label: 'not saved',
        color: classColor(null),
        side: request.scene_uid === shown ? 'B' : 'A',
        ...troubleOf([edit]),
      })
    }
    known = next
    return [...next.values()].map(({ footprint }) => footprint)
  }
}

/** A name of this many letters still finds room beside its hull. */
const mostLetters = 32

function onMap(name: string): string {
  const letters = Array.from(name)
  return letters.length <= mostLetters
    ? name
    : `${letters
        .slice(0, mostLetters - 1)
        .join('')
        .trimEnd()}…`
}

type NudgedShape = ReturnType<typeof nudgedShape>

/** What is drawn but cannot be saved as it is, or is not in the file yet. */
function troubleOf(waiting: readonly QueuedEdit[], isMoving = false): Pick<FootprintOnMap, 'trouble'> {
  if (waiting.some(({ state }) => state === 'failed')) return { trouble: 'problem' }
  const waits = isMoving || waiting.some(({ state, isLate }) => state === 'held' || isLate)
  return waits ? { trouble: 'unsaved' } : {}
}
