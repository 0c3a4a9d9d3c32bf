import { describe, expect, it } from 'vitest'
import { createNudgeWork, nudgedPose, nudgedShape, nudgesOf } from '../../../renderer/state/nudge-work.ts'
import type { EditRequest } from '../../../renderer/state/edit-queue.ts'
import { createWorkbenchStore, select } from '../../../renderer/state/workbench-store.ts'
import { ringOf } from '../../../src/domain/polygon.ts'
import { geodesicBetween } from '../../../src/geodesy/ellipsoid.ts'
import { hullOfRing, ringOfHull } from '../../../src/geodesy/footprint.ts'

const hull = { centre: [122.05, 29.95] as const, lengthM: 200, beamM: 32, headingDeg: 359.95 }
const geom = { type: 'Polygon' as const, coordinates: [ringOfHull(hull)] }

function start() {
  const workbench = createWorkbenchStore()
  const sent: EditRequest[] = []
  const pauses: (() => void)[] = []
  const nudge = createNudgeWork(
    workbench,
    (request) => sent.push(request),
    (work) => pauses.push(work),
  )
  return { workbench, sent, pauses, nudge }
}

describe('moving hulls by keys', () => {
  it('makes one step of a burst, when it has ended', () => {
    const { nudge, sent, pauses, workbench } = start()
    for (let press = 0; press < 5; press++) nudge.move(['a'], 3, -1)
    // Pauses that a later key made void end nothing.
    for (const pause of pauses.slice(0, -1)) pause()
    expect(sent).toEqual([])
    pauses.at(-1)?.()
    expect(sent).toEqual([{ kind: 'sighting.move', uids: ['a'], east_m: 15, north_m: -5 }])
    expect(workbench.getState().nudge).toBeNull()
  })

  it('makes two steps of a move and a turn, and of two selections', () => {
    const { nudge, sent, workbench } = start()
    nudge.move(['a'], 3, 0)
    nudge.turn(['a'], 0.1)
    nudge.turn(['a'], 1)
    select(workbench, ['b'])
    nudge.move(['b'], 1, 1)
    nudge.end()
    expect(sent.map(({ kind }) => kind)).toEqual(['sighting.move', 'sighting.turn', 'sighting.move'])
    expect(sent[1]).toMatchObject({ degrees: 1.1 })
  })

  it('shows at once what is not in the file yet, in the order in which it was done', () => {
    const { nudge, workbench } = start()
    nudge.turn(['a'], 0.1)
    const request: EditRequest = { kind: 'sighting.move', uids: ['a'], east_m: 30, north_m: 0 }
    const waiting = [{ request }]
    const steps = nudgesOf('a', waiting, workbench.getState().nudge)
    const stored: ReturnType<typeof nudgedShape> = { geom, headingDeg: hull.headingDeg }
    const shape = steps.reduce((before, one) => nudgedShape(before.geom, before.headingDeg, one), stored)
    expect(shape.headingDeg).toBeCloseTo(0.05, 5)
    const moved = hullOfRing(ringOf(shape.geom), shape.headingDeg)
    expect(geodesicBetween(hull.centre, moved.centre).distanceM).toBeCloseTo(30, 1)
    expect(moved.lengthM).toBeCloseTo(200, 1)
    const [lon, lat] = hull.centre
    const pose = nudgedPose({ lon, lat, heading_deg: hull.headingDeg, heading_known: 1 }, steps)
    expect(pose.heading_deg).toBeCloseTo(0.05, 5)
    expect([pose.lon, pose.lat]).toEqual([
      expect.closeTo(moved.centre[0], 7),
      expect.closeTo(moved.centre[1], 7),
    ])
    expect(nudgesOf('b', waiting, workbench.getState().nudge)).toEqual([])
  })
})
