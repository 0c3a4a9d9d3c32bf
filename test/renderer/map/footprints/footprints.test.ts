import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bowMarkOf } from '../../../../renderer/map/footprints/bow-mark.ts'
import { labelsOf, placeLabels, type Label } from '../../../../renderer/map/footprints/footprint-labels.ts'
import type { ScreenBox } from '../../../../renderer/map/map-contract.ts'
import { createShapeCache, shapeAt, shapeOf } from '../../../../renderer/map/footprints/footprint-shapes.ts'
import type { FootprintOnMap } from '../../../../renderer/map/map-contract.ts'
import { between } from '../../../../renderer/map/footprints/held-picture.ts'
import { pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import { ringOfHull, type Hull } from '../../../../src/geodesy/footprint.ts'
import { displayOf, utm51 } from '../displays.ts'

const { plane } = pictureOf(displayOf(utm51, [407_000, 3, 0, 3_315_000, 0, -3]), 0, 0)

const footprintOf = (uid: string, hull: Hull): FootprintOnMap => ({
  uid,
  geom: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
  headingDeg: hull.headingDeg,
  label: uid,
  color: '#fff',
  side: 'B',
})

const ship: Hull = { centre: [122.05, 29.95], lengthM: 200, beamM: 30, headingDeg: 40 }

describe('footprints on the map', () => {
  it('carry their bow mark at the bow, whatever heading, length and beam they have', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        fc.double({ min: 10, max: 400, noNaN: true }),
        fc.double({ min: 5, max: 80, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        (headingDeg, lengthM, beamM, first, backwards) => {
          const hull = { ...ship, headingDeg, lengthM, beamM }
          const corners = ringOfHull(hull).slice(0, 4)
          if (backwards) corners.reverse()
          const turned = [...corners.slice(first), ...corners.slice(0, first)]
          const geom = { type: 'Polygon' as const, coordinates: [[...turned, turned[0]!]] }
          const shape = shapeOf({ ...footprintOf('a', hull), geom }, plane)
          const tip = plane.fromLonLat(bowMarkOf(hull)[1]!)
          expect(shape?.bowMark).toHaveLength(3)
          const [, drawn] = shape?.bowMark ?? []
          expect(Math.hypot(drawn![0] - tip![0], drawn![1] - tip![1])).toBeLessThan(0.05)
        },
      ),
    )
  })

  it('carry none where bow and stern cannot be told apart', () => {
    expect(shapeOf({ ...footprintOf('a', ship), headingDeg: null }, plane)?.bowMark).toEqual([])
  })

  it('are computed once for an object, and again for another plane', () => {
    const cache = createShapeCache()
    const footprint = footprintOf('a', ship)
    const [first] = cache.shapesOf([footprint], plane)
    expect(cache.shapesOf([footprint], plane)[0]).toBe(first)
    expect(cache.shapesOf([{ ...footprint }], plane)[0]).not.toBe(first)
    expect(cache.shapesOf([footprint], { ...plane, key: 'another' })[0]).not.toBe(first)
  })

  it('are picked inside and near their edge, the boat before the ship that it lies in', () => {
    const boat = { ...ship, lengthM: 20, beamM: 6 }
    const shapes = createShapeCache().shapesOf([footprintOf('boat', boat), footprintOf('ship', ship)], plane)
    const xy = plane.fromLonLat(ship.centre)!
    expect(shapeAt(shapes, xy, 1)?.footprint.uid).toBe('boat')
    expect(shapeAt([...shapes].reverse(), xy, 1)?.footprint.uid).toBe('boat')
    const heading = (ship.headingDeg * Math.PI) / 180
    const abeam = (metres: number) =>
      [xy[0] + metres * Math.cos(heading), xy[1] - metres * Math.sin(heading)] as const
    expect(shapeAt(shapes, abeam(10), 1)?.footprint.uid).toBe('ship')
    expect(shapeAt(shapes, abeam(17), 3)?.footprint.uid).toBe('ship')
    expect(shapeAt(shapes, abeam(19), 3)).toBeNull()
  })
})

describe('labels', () => {
  const label = fc.record({
    text: fc.string({ minLength: 1, maxLength: 20 }),
    left: fc.integer({ min: -50, max: 800 }),
    middle: fc.integer({ min: 0, max: 600 }),
  })

  it('never cover one another and never leave the map; the first one always has its place', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 60 }), (drafts) => {
        const labels: Label[] = drafts.map((draft) => ({ ...draft, right: draft.left + 30, strength: 1 }))
        const width = (text: string) => text.length * 7
        const places = placeLabels(labels, { width: 800, height: 600 }, width)
        places.forEach((one, index) => {
          expect(one.x).toBeGreaterThanOrEqual(0)
          expect(one.x + width(one.label.text)).toBeLessThanOrEqual(800)
          for (const other of places.slice(index + 1)) {
            const apart =
              one.x + width(one.label.text) <= other.x ||
              other.x + width(other.label.text) <= one.x ||
              Math.abs(one.label.middle - other.label.middle) >= 15
            expect(apart).toBe(true)
          }
        })
      }),
    )
  })
})

describe('labels beside what lies over the map', () => {
  const [label] = labelsOf([{ text: 'MERROWE', left: 400, right: 420, top: 100, bottom: 200 }], 1)
  const beside = (...covered: ScreenBox[]) =>
    placeLabels([label!], { width: 800, height: 600 }, () => 60, covered).map(({ x }) => x)

  it('go to the other side of their hull, and are left out where that is covered too', () => {
    const overview = { left: 470, right: 640, top: 50, bottom: 300 }
    const strip = { left: 0, right: 392, top: 150, bottom: 160 }
    expect(beside()).toEqual([428])
    expect(beside({ ...overview, top: 160 })).toEqual([428])
    expect(beside(overview)).toEqual([332])
    expect(beside(overview, strip)).toEqual([])
  })
})

describe('labels where more footprints are in sight than have room for one', () => {
  it('are thinned out: what is selected first, then the largest, with none of them over another', () => {
    const boxes = Array.from({ length: 5000 }, (_, at) => {
      const [left, top, size] = [(at * 37) % 1500, (at * 61) % 900, 16 + (at % 40)]
      return { text: `ship ${at}`, left, right: left + size, top, bottom: top + size / 2 }
    })
    const small = { text: 'selected', left: 700, right: 706, top: 400, bottom: 404 }
    const labels = labelsOf([small, ...boxes], 1)
    const places = placeLabels(labels, { width: 1600, height: 1000 }, (text) => text.length * 7)
    expect(places[0]?.label.text).toBe('selected')
    expect(places[1]?.label.text).toBe('ship 39')
    expect(places.length).toBeGreaterThan(100)
    const sizes = places.slice(1).map(({ label }) => label.right - label.left)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  it('are looked for beside named hulls, however many larger ones have no name', () => {
    const box = (text: string, size: number) => ({ text, left: 0, right: size, top: 0, bottom: size })
    const unnamed = Array.from({ length: 5_000 }, () => box('', 90))
    expect(labelsOf([...unnamed, box('ANGARA', 30)], 0).map(({ text }) => text)).toEqual(['ANGARA'])
  })

  it('are left out beside what is too small for one', () => {
    const dot = { text: 'dot', left: 10, right: 20, top: 10, bottom: 18 }
    expect(labelsOf([dot], 0)).toEqual([])
  })
})

describe('a held picture of many footprints', () => {
  it('is moved exactly as the view moved', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true })
    const matrix = fc
      .tuple(number, number, number, number, number, number)
      .filter(([a, b, c, d]) => Math.abs(a * d - b * c) > 0.1)
    fc.assert(
      fc.property(matrix, matrix, number, number, (from, to, x, y) => {
        const apply = ([a, b, c, d, e, f]: typeof from, px: number, py: number) =>
          [a * px + c * py + e, b * px + d * py + f] as const
        const moved = apply([...between(from, to)] as typeof from, ...apply(from, x, y))
        const there = apply(to, x, y)
        expect(moved[0]).toBeCloseTo(there[0], 6)
        expect(moved[1]).toBeCloseTo(there[1], 6)
      }),
    )
  })
})
