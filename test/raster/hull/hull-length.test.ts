import { describe, expect, it } from 'vitest'
import { isAlongside, withWholeBreadth, withWholeLength } from '../../../src/raster/hull/hull-length.ts'

const size = 300
/** A hull from 60 to 200 along the rows, between rows 100 and 120, at a quay that begins two rows below it. */
const hull = { from: 60, to: 200 }
/** What was found of it: a middle part, and not all of the breadth. */
const found = { x: 130, y: 109, long: 70, short: 16, angle: 0 }
const pixelM = 1

/** Planes of such a picture; `shaded` and `open` are columns in which the hull is in a shadow, or not there at all. */
function picture(shaded: readonly number[] = [], open: readonly number[] = []) {
  const plane = new Float32Array(size * size)
  const shade = new Float32Array(size * size)
  for (let at = 0; at < plane.length; at++) {
    const [x, y] = [at % size, Math.floor(at / size)]
    const isHull = y >= 100 && y < 120 && x >= hull.from && x < hull.to
    if (y >= 122 || (isHull && !shaded.includes(x) && !open.includes(x))) plane[at] = 40
    if (isHull && shaded.includes(x)) shade[at] = 30
  }
  return { apart: { width: size, height: size, plane }, shade }
}

const columns = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
const ends = ({ x, long }: { x: number; long: number }) => [x - long / 2, x + long / 2]

describe('a hull that lies at a quay, of which a part was found', () => {
  it('is followed to both ends, past the shadow of its house', () => {
    const { box, reached } = withWholeLength(picture(columns(70, 82)), found, [150, 110], pixelM)
    expect(reached).toBeNull()
    const [from = NaN, to = NaN] = ends(box)
    expect(Math.abs(from - hull.from)).toBeLessThan(1)
    expect(Math.abs(to - hull.to)).toBeLessThan(1)
  })

  it('ends where open water in the light parts it from the next', () => {
    const { box } = withWholeLength(picture([], columns(84, 92)), found, [150, 110], pixelM)
    expect(Math.abs((ends(box)[0] ?? NaN) - 92)).toBeLessThan(1)
  })

  it('is not cut to a small part of what was found', () => {
    const { box } = withWholeLength(picture([], columns(115, 122)), found, [150, 110], pixelM)
    expect(ends(box)[0]).toBe(ends(found)[0])
  })

  it('says how far it was seen to reach where it goes on past what was read', () => {
    const narrow = { ...found, x: 60, y: 109 }
    const part = picture()
    const cut = { width: 120, height: size, plane: new Float32Array(120 * size) }
    for (let at = 0; at < cut.plane.length; at++)
      cut.plane[at] = part.apart.plane[Math.floor(at / 120) * size + (at % 120) + 70] ?? 0
    const { box, reached } = withWholeLength(
      { apart: cut, shade: new Float32Array(cut.plane.length) },
      narrow,
      [60, 110],
      pixelM,
    )
    expect(ends(box)[1]).toBe(ends(narrow)[1])
    expect(reached?.long).toBeGreaterThan(110)
  })

  it('is as broad as it stands out from the water, and no broader than the gap to its quay', () => {
    const { y, short } = withWholeBreadth(picture(), found)
    expect(Math.abs(y - short / 2 - 100)).toBeLessThan(1)
    expect(Math.abs(y + short / 2 - 120)).toBeLessThan(1)
  })

  it('is known by what it lies against', () => {
    const afloat = picture()
    for (let at = 122 * size; at < size * size; at++) afloat.apart.plane[at] = 0
    expect(isAlongside(picture(), found)).toBe(true)
    expect(isAlongside(afloat, { ...found, y: 110, short: 20 })).toBe(false)
  })
})
