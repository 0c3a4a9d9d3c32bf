import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestAssignment } from '../../src/compare/assignment.ts'
import { compareScenes } from '../../src/compare/changes.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { intersectionOverUnion } from '../../src/geodesy/overlap.ts'
import { ringOfHull } from '../../src/geodesy/footprint.ts'
import { aScene, aSighting } from '../records.ts'

const yard: [number, number] = [122.05, 29.95]
const before = aScene({ acquired_at: '2024-02-11T02:17:00.000Z' })
const after = aScene({ acquired_at: '2024-03-02T02:31:07.000Z' })

interface At {
  eastM?: number
  northM?: number
  headingDeg?: number
  lengthM?: number
  vessel_uid?: string
}

function seen({ eastM = 0, northM = 0, headingDeg = 30, lengthM = 150, vessel_uid }: At): Sighting {
  const centre = geodesicPoint(geodesicPoint(yard, 90, eastM), 0, northM)
  return aSighting({ centre, lengthM, beamM: lengthM / 7, headingDeg }, { vessel_uid: vessel_uid ?? null })
}

const compare = (from: Sighting[], to: Sighting[]) =>
  compareScenes({ scene: before, sightings: from }, { scene: after, sightings: to })

describe('what changed between two scenes', () => {
  it('tells who stayed, who arrived and who departed', () => {
    const [stays, leaves, stayed, comes] = [
      seen({}),
      seen({ eastM: 400 }),
      seen({ eastM: 3 }),
      seen({ eastM: -500 }),
    ]
    const result = compare([stays, leaves], [stayed, comes])
    expect(result.stayed.map(({ from_uid, to_uid }) => [from_uid, to_uid])).toEqual([[stays.uid, stayed.uid]])
    expect(result.departed).toEqual([leaves.uid])
    expect(result.arrived).toEqual([comes.uid])
    expect(result.moved).toEqual([])
  })

  it('matches the same vessel whatever the distance and calls it moved', () => {
    const vessel_uid = '018e0000-0000-7000-8000-0000000000aa'
    const [a, b] = [seen({ vessel_uid }), seen({ vessel_uid, eastM: 900, headingDeg: 200 })]
    const [moved] = compare([a], [b]).moved
    expect(moved).toMatchObject({ from_uid: a.uid, to_uid: b.uid, iou: 0 })
    expect(moved?.shift_m).toBeCloseTo(900, 0)
    expect(moved?.turned_deg).toBeCloseTo(170, 0)
  })

  it('never matches two different vessels, even at the same berth', () => {
    const result = compare(
      [seen({ vessel_uid: '018e0000-0000-7000-8000-0000000000aa' })],
      [seen({ vessel_uid: '018e0000-0000-7000-8000-0000000000bb' })],
    )
    expect([result.stayed.length, result.arrived.length, result.departed.length]).toEqual([0, 1, 1])
  })

  it('does not take a ship of another size at the same berth for the same ship', () => {
    const result = compare([seen({ lengthM: 150 })], [seen({ lengthM: 90 })])
    expect([result.stayed.length, result.arrived.length]).toEqual([0, 1])
  })

  it('keeps two rafted hulls apart by the best assignment overall', () => {
    const [inner, outer] = [seen({ eastM: 0 }), seen({ eastM: 24 })]
    const [innerLater, outerLater] = [seen({ eastM: 6 }), seen({ eastM: 30 })]
    const pairs = compare([inner, outer], [outerLater, innerLater]).stayed
    expect(new Map(pairs.map(({ from_uid, to_uid }) => [from_uid, to_uid]))).toEqual(
      new Map([
        [inner.uid, innerLater.uid],
        [outer.uid, outerLater.uid],
      ]),
    )
  })

  it('calls nothing departed that lies outside the other scene', () => {
    const far = seen({ eastM: 60_000 })
    const result = compare([far], [])
    expect(result.departed).toEqual([])
    expect(result.outside).toEqual([far.uid])
  })
})

describe('what cannot be seen on the other scene', () => {
  const cover = { pixels_read: true, cloud_mask: true }

  it('is outside with the reason, never departed or arrived: no data, cloud, beyond the outline', () => {
    const [dark, cloudy, far] = [seen({}), seen({ eastM: 600 }), seen({ eastM: 60_000 })]
    const hidden = new Map([
      [dark.uid, 'no_data' as const],
      [cloudy.uid, 'cloud' as const],
    ])
    const found = compareScenes(
      { scene: before, sightings: [dark, cloudy, far] },
      { scene: after, sightings: [], cover: { ...cover, hidden } },
    )
    expect(found.departed).toEqual([])
    expect(found.outside).toEqual([dark.uid, cloudy.uid, far.uid].sort())
    const reasons = new Map(found.unseen.map(({ uid, reason }) => [uid, reason]))
    expect(reasons.get(dark.uid)).toBe('no_data')
    expect(reasons.get(cloudy.uid)).toBe('cloud')
    expect(reasons.get(far.uid)).toBe('beyond')
    expect(found.unseen.every(({ scene_uid }) => scene_uid === after.uid)).toBe(true)
    expect(found.coverage).toEqual({ from: { pixels_read: false, cloud_mask: false }, to: cover })
  })

  it('is what the shifted picture does not cover, where a scene is shifted', () => {
    const edge = seen({ eastM: 9_000 })
    const shifted = { ...after, shift_east_m: -1_500, shift_north_m: 0 }
    const look = (scene: typeof after) =>
      compareScenes({ scene: before, sightings: [edge] }, { scene, sightings: [] })
    expect(look(after).departed).toEqual([edge.uid])
    expect(look(shifted).outside).toEqual([edge.uid])
  })

  it('keeps what an analyst recorded: not there is not matched, cannot be told is outside', () => {
    const vessel_uid = '018e0000-0000-7000-8000-0000000000aa'
    const [named, unnamed] = [seen({ vessel_uid }), seen({ eastM: 2 })]
    const absence = (result: 'not_seen' | 'not_visible') => ({
      uid: '018e0000-0000-7000-8000-0000000000cc',
      scene_uid: after.uid,
      vessel_uid,
      place_uid: null,
      result,
      reason: null,
      analyst: null,
      created_at: null,
      revision: 1,
    })
    const look = (result: 'not_seen' | 'not_visible') =>
      compareScenes(
        { scene: before, sightings: [named] },
        { scene: after, sightings: [unnamed], absences: [absence(result)] },
      )
    expect(look('not_seen')).toMatchObject({ stayed: [], departed: [named.uid], arrived: [unnamed.uid] })
    expect(look('not_visible')).toMatchObject({
      departed: [],
      unseen: [{ uid: named.uid, reason: 'recorded' }],
    })
  })
})

describe('overlap of footprints', () => {
  it('is 1 for the same hull, 0 for separate ones and the same both ways', () => {
    const hull = { centre: yard, lengthM: 100, beamM: 20, headingDeg: 40 }
    const half = { ...hull, centre: geodesicPoint(yard, 40, 50) }
    const away = { ...hull, centre: geodesicPoint(yard, 40, 101) }
    expect(intersectionOverUnion(ringOfHull(hull), ringOfHull(hull))).toBeCloseTo(1, 3)
    expect(intersectionOverUnion(ringOfHull(hull), ringOfHull(half))).toBeCloseTo(1 / 3, 2)
    expect(intersectionOverUnion(ringOfHull(half), ringOfHull(hull))).toBeCloseTo(1 / 3, 2)
    expect(intersectionOverUnion(ringOfHull(hull), ringOfHull(away))).toBe(0)
  })
})

describe('the best assignment', () => {
  it('is worth as much as the best of all orders', () => {
    const best = (worth: number[][], row: number, free: number[]): number =>
      row === worth.length
        ? 0
        : Math.max(
            best(worth, row + 1, free),
            ...free.map(
              (c) =>
                Math.max(worth[row]![c]!, 0) +
                best(
                  worth,
                  row + 1,
                  free.filter((f) => f !== c),
                ),
            ),
          )
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: -3, max: 9 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(matrix, (worth) => {
        const assigned = bestAssignment(worth)
        const used = assigned.filter((column) => column >= 0)
        expect(new Set(used).size).toBe(used.length)
        const total = assigned.reduce((sum, column, row) => sum + (column < 0 ? 0 : worth[row]![column]!), 0)
        expect(total).toBe(
          best(
            worth,
            0,
            worth[0]!.map((_, index) => index),
          ),
        )
      }),
    )
  })
})
