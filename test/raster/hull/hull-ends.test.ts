import { expect, test } from 'vitest'
import { withOpenEnds } from '../../../src/raster/hull/hull-ends.ts'
import { withShadedSides } from '../../../src/raster/hull/hull-shade.ts'

const [width, height] = [220, 80]

/** A plane whose pixels are what a function of their middle says. */
function planeOf(value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) =>
    value((at % width) + 0.5, Math.floor(at / width) + 0.5),
  )
}

/** 100 pixels long and 20 broad, from 60 to 160 across and from 30 to 50 down. */
const hull = { x: 110, y: 40, long: 100, short: 20, angle: 0 }
const isHull = (x: number, y: number) => Math.abs(x - hull.x) < 50 && Math.abs(y - hull.y) < 10

test('a hull under way ends where its wake begins, which is narrower and as bright', () => {
  const plane = planeOf((x, y) => (isHull(x, y) ? 30 : x < 60 && Math.abs(y - 40) < 5 ? 25 : 0))
  const waters = { apart: { width, height, plane }, shade: planeOf(() => 0) }
  const found = { ...hull, x: 103, long: 114 }
  const { x, long } = withOpenEnds(waters, found, [115, 40], 1, false)
  expect(x - long / 2).toBeCloseTo(60, 0)
  expect(x + long / 2).toBeCloseTo(160, 0)
})

test('a deck in the shadow of its own cargo is hull, the water in the same shadow is not', () => {
  const water = 90
  const band = planeOf((x, y) => {
    if (isHull(x, y)) return y < 46 ? 200 : 56
    return Math.abs(x - hull.x) < 50 && y > 40 && y < 60 ? 38 : water
  })
  const patch = { width, height, bands: [band], valid: new Uint8Array(width * height).fill(1) }
  const shade = band.map((value) => Math.max(0, (water - value) / 3))
  const bright = band.map((value) => Math.max(0, (value - water) / 3))
  const lit = { ...hull, y: 38, short: 16 }
  const { y, short } = withShadedSides(patch, { shade, bright }, lit)
  expect(y - short / 2).toBeCloseTo(30, 1)
  expect(Math.abs(y + short / 2 - 50)).toBeLessThan(1)
})
