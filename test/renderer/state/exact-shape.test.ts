import { describe, expect, it } from 'vitest'
import { exactEdit } from '../../../renderer/state/exact-shape.ts'
import { ringOfHull } from '../../../src/geodesy/footprint.ts'
import { aSighting } from './records.ts'

const hull = { centre: [122.05, 29.95] as const, lengthM: 200, beamM: 32, headingDeg: 350 }
const sighting = aSighting(1, {
  geom: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
  heading_deg: 350,
  heading_known: 1,
})

describe('a number that is typed', () => {
  it('turns a hull the shorter way to a heading', () => {
    expect(exactEdit(sighting, 'heading', 10)).toMatchObject({ kind: 'sighting.turn', degrees: 20 })
  })

  it('is refused where no hull has it', () => {
    for (const value of [NaN, -1, 400]) expect(exactEdit(sighting, 'heading', value)).toBeNull()
    for (const value of [NaN, 0, -20, 5_000]) expect(exactEdit(sighting, 'length', value)).toBeNull()
  })
})
