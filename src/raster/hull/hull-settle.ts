import type { PixelBox, PixelPoint } from './hull-patch.ts'
import {
  best,
  judged,
  radians,
  turnedField,
  type Field,
  type Found,
  type Part,
  type Trial,
} from './hull-search.ts'
import { traitsOf, worthOf } from './hull-worth.ts'

/** Each side of a box goes so far at most to where it is borne out better, a pixel at a time. */
const mostMoved = 5
const turnsDeg = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]

/** Sides are moved one after the other, over and over, so often at most. */
const mostRounds = 3

/** A box with each of its sides moved and all of it turned a little until it is most like a hull. */
export function settledHull(field: Field, first: PixelBox): Found {
  const at: PixelPoint = [first.x, first.y]
  const halfU = Math.max(2, Math.round(first.long / 2))
  const halfV = Math.max(1, Math.round(first.short / 2))
  const start: Part = [-halfU, halfU, -halfV, halfV]
  const seen = [Math.ceil(halfU * 1.7) + 12, Math.ceil(halfV * 1.5) + 16] as const
  const room: Float64Array[] = []
  const [most] = best(
    turnsDeg.map((off) => {
      const frame = turnedField(field, at, first.angle + radians(off), seen, room)
      const { sides, traits, worth } = settledSides(start, (tried) => {
        const read = traitsOf(frame, ...tried, field.pixelM)
        return { sides: tried, traits: read, worth: worthOf(read, 'last') }
      })
      return { ...judged(frame, ...sides, at), traits, worth }
    }),
  )
  if (most === undefined) throw new Error('no direction was tried')
  return most
}

function settledSides(start: Part, tried: (sides: Part) => Trial): Trial {
  let top = tried(start)
  for (let round = 0; round < mostRounds; round++) {
    const before = top.worth
    for (const side of [2, 3, 0, 1] as const) {
      const from = top.sides
      for (let move = -mostMoved; move <= mostMoved; move++) {
        const sides: Part = [...from]
        sides[side] = start[side] + move
        if (sides[1] - sides[0] < 3 || sides[3] - sides[2] < 2) continue
        const one = tried(sides)
        if (one.worth > top.worth) top = one
      }
    }
    if (top.worth === before) break
  }
  return top
}
