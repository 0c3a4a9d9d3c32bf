import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../src/compare/comparison.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import type { HullTruth } from '../scenes/truth.ts'
import { compareDrawn, drawnDate, pairsOfDates, type DrawnDate } from './story.ts'

interface Right {
  readonly wrong: string[]
  readonly missed: string[]
  readonly kinds: string[]
  readonly matched: number
}

const apart = (a: HullTruth, b: HullTruth) => geodesicBetween([a.lon, a.lat], [b.lon, b.lat]).distanceM

/** What is true of a ship on two dates; a hand that slips may decide near the limits of 15 m and 12 degrees. */
function expected(a: HullTruth, b: HullTruth): 'stayed' | 'moved' | 'either' {
  const turned = Math.abs(((a.heading_deg - b.heading_deg + 540) % 360) - 180)
  if (apart(a, b) > 18 || turned > 15) return 'moved'
  return apart(a, b) < 13 && turned < 9 ? 'stayed' : 'either'
}

/** Holds a comparison against what the story says of every ship. */
function judged(from: DrawnDate, to: DrawnDate, found: Comparison): Right {
  const right = { wrong: [] as string[], missed: [] as string[], kinds: [] as string[], matched: 0 }
  for (const kind of ['stayed', 'moved'] as const) {
    for (const { from_uid, to_uid } of found[kind]) {
      const [a, b] = [from.ships.get(from_uid)!, to.ships.get(to_uid)!]
      right.matched += 1
      if (a.key !== b.key) right.wrong.push(`${a.key} for ${b.key}`)
      else if (expected(a, b) !== kind && expected(a, b) !== 'either') right.kinds.push(`${a.key} ${kind}`)
    }
  }
  const matched = new Set([...found.stayed, ...found.moved].map(({ from_uid }) => from_uid))
  for (const [uid, ship] of from.ships) {
    const later = [...to.ships.values()].find(({ key }) => key === ship.key)
    const near = later !== undefined && apart(ship, later) < 2.4 * ship.length_m
    if (near && !matched.has(uid)) right.missed.push(ship.key)
    if (!near && later === undefined && !found.departed.includes(uid) && !matched.has(uid))
      right.missed.push(`${ship.key} departed`)
  }
  return right
}

describe('what changed in the story of the yard', () => {
  it.each(pairsOfDates.map(([a, b]) => [a.id, b.id, a, b] as const))(
    'is right for every hull from %s to %s, drawn by hand on pictures of 50 cm',
    (_from, _to, first, second) => {
      const how = { gsdM: 0.5, slipPx: 0.5 }
      const [from, to] = [drawnDate(first, how), drawnDate(second, how)]
      const found = compareDrawn(from, to)
      expect(judged(from, to, found)).toMatchObject({ wrong: [], missed: [], kinds: [] })
      const said = [
        ...found.stayed.flatMap(({ from_uid, to_uid }) => [from_uid, to_uid]),
        ...found.moved.flatMap(({ from_uid, to_uid }) => [from_uid, to_uid]),
        ...found.arrived,
        ...found.departed,
      ]
      expect(said.sort()).toEqual([...from.ships.keys(), ...to.ships.keys()].sort())
    },
  )

  it('is right for every hull on pictures of 3 m where length and beam can be told apart there', () => {
    for (const [first, second] of pairsOfDates) {
      const how = { gsdM: 3, slipPx: 0.5 }
      const [from, to] = [drawnDate(first, how), drawnDate(second, how)]
      for (const { from_uid, to_uid, iou } of [compareDrawn(from, to)].flatMap((c) => [
        ...c.stayed,
        ...c.moved,
      ])) {
        const [a, b] = [from.ships.get(from_uid)!, to.ships.get(to_uid)!]
        if (a.key === b.key) continue
        // Two readings of 3 m pixels differ by up to 5.9 m: one lies where the other lay, and is as large.
        expect(iou).toBeGreaterThan(0.5)
        expect(Math.abs(a.length_m - b.length_m)).toBeLessThan(5.9)
        expect(Math.abs(a.beam_m - b.beam_m)).toBeLessThan(5.9)
      }
    }
  })

  it.each([
    [0.6, 2],
    [1.2, 1],
    [3, 0.7],
  ])(
    'splits no ship of 90 m or more that stays without saying that it is unclear, drawn on pictures of %d m by a hand that slips by %d pixels',
    (gsdM, slipPx) => {
      const split = pairsOfDates.flatMap(([first, second]) => {
        const [from, to] = [first, second].map((date) => drawnDate(date, { gsdM, slipPx }))
        const found = compareDrawn(from!, to!)
        return found.departed.flatMap((uid) => {
          const ship = from!.ships.get(uid)!
          const later = [...to!.ships.values()].find(({ key }) => key === ship.key)
          const isOffered = found.unclear.some(({ from_uid }) => from_uid === uid)
          const stays = later !== undefined && ship.length_m > 90 && apart(ship, later) < 10
          return stays && !isOffered ? [ship.key] : []
        })
      })
      expect(split).toEqual([])
    },
  )

  it('follows named ships wherever they go', () => {
    const vessel = ({ key }: HullTruth) =>
      `018e0000-0000-7000-8000-${Buffer.from(key).toString('hex').padEnd(12, '0').slice(0, 12)}`
    for (const [first, second] of pairsOfDates) {
      const how = { gsdM: 3, slipPx: 0.5, named: vessel }
      const [from, to] = [drawnDate(first, how), drawnDate(second, how)]
      const found = compareDrawn(from, to)
      const keys = (drawn: DrawnDate) => [...drawn.ships.values()].map((ship) => vessel(ship))
      const both = keys(from).filter((key) => keys(to).includes(key))
      const matched = [...found.stayed, ...found.moved].map(({ from_uid }) =>
        vessel(from.ships.get(from_uid)!),
      )
      expect(matched.sort()).toEqual(both.sort())
    }
  })
})
