import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import {
  pixelOf,
  placeOf,
  regionOfPolygon,
  regionOfRing,
} from '../../../../renderer/map/scenes/scene-region.ts'
import { displayOf, geographic, utm51 } from '../displays.ts'

const upright = pictureOf(displayOf(utm51, [400_000, 3, 0, 3_320_000, 0, -3]), 0, 0)
const turned = pictureOf(displayOf(utm51, [400_000, 2.6, 1.5, 3_320_000, 1.5, -2.6]), 0, 0)
const degrees = pictureOf(displayOf(geographic, [122, 3e-5, 0, 30, 0, -3e-5]), 0, 0)

describe('the pixels of a part of the ground', () => {
  it('lie where their place is, and their place where they lie', () => {
    const part = fc.tuple(
      fc.double({ min: -50, max: 750, noNaN: true }),
      fc.double({ min: -50, max: 650, noNaN: true }),
    )
    fc.assert(
      fc.property(part, fc.constantFrom(upright, turned, degrees), ([column, row], picture) => {
        const place = placeOf(picture, upright.plane, [column, row])
        const back = place === null ? null : pixelOf(picture, upright.plane, place)
        expect(back?.[0]).toBeCloseTo(column, 3)
        expect(back?.[1]).toBeCloseTo(row, 3)
      }),
    )
  })

  it('are a box around a ring, with the ring itself', () => {
    const ring = [
      [400_030, 3_319_970],
      [400_090, 3_319_970],
      [400_060, 3_319_910],
    ] as const
    expect(regionOfRing(upright, upright.plane, ring)).toEqual({
      x: 10,
      y: 10,
      width: 20,
      height: 20,
      ring: [
        [10, 10],
        [30, 10],
        [20, 30],
      ],
    })
  })

  it('are none where the ring lies beside the scene', () => {
    const beside = [
      [300_000, 3_319_970],
      [300_090, 3_319_970],
      [300_060, 3_319_910],
    ] as const
    expect(regionOfRing(upright, upright.plane, beside)).toBeNull()
    const elsewhere: [number, number][] = [
      [10, 50],
      [11, 50],
      [11, 51],
      [10, 50],
    ]
    expect(regionOfPolygon(upright, { type: 'Polygon', coordinates: [elsewhere] })).toBeNull()
  })
})
