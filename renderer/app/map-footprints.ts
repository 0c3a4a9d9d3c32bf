import { vesselTitle } from '../../src/domain/vessel.ts'
import type { FootprintOnMap } from '../map/map-contract.ts'
import { classColor } from '../state/class-groups.ts'
import type { QueuedEdit } from '../state/edit-queue.ts'
import { sightingsOfScene, type ProjectIndex } from '../state/project-index.ts'
import { screenText } from '../ui/screen-text.ts'

type Drawn = Map<string, { from: readonly unknown[]; footprint: FootprintOnMap }>

/**
 * Makes the footprints of both scenes, with edits that are not saved yet. The same sighting gives the same object
 * as long as nothing in it that the map draws has changed, so that the map draws only what is new.
 */
export function createFootprints() {
  let known: Drawn = new Map()
  return (
    index: ProjectIndex,
    shown: string | null,
    compared: string | null,
    edits: readonly QueuedEdit[],
  ): readonly FootprintOnMap[] => {
    const next: Drawn = new Map()
    const put = (footprint: FootprintOnMap) => {
      const from: readonly unknown[] = Object.values(footprint)
      const before = known.get(footprint.uid)
      const same = before?.from.every((value, i) => Object.is(value, from[i])) === true
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
        put({
          uid: sighting.uid,
          geom,
          headingDeg:
            reshaped === null
              ? sighting.heading_known === 0
                ? null
                : sighting.heading_deg
              : reshaped.heading_deg,
          label: vessel === undefined ? '' : screenText(vesselTitle(vessel)),
          color: classColor(sighting.class),
          side,
        })
      }
    }
    for (const { request } of edits) {
      if (request.kind !== 'sighting.draw') continue
      if (request.scene_uid !== shown && request.scene_uid !== compared) continue
      put({
        uid: request.uid,
        geom: request.footprint,
        headingDeg: request.heading_deg,
        label: 'not saved',
        color: classColor(null),
        side: request.scene_uid === shown ? 'B' : 'A',
      })
    }
    known = next
    return [...next.values()].map(({ footprint }) => footprint)
  }
}
