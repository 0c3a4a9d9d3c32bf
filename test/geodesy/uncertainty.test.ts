import { describe, expect, it } from 'vitest'
import { ringOfHull } from '../../src/geodesy/footprint.ts'
import { areaErrorM2, measureErrors } from '../../src/geodesy/uncertainty.ts'

describe('the ± of a measure', () => {
  it('is about 4 m for a 3 m scene, as two edges read to half a pixel give', () => {
    expect(measureErrors({ gsdM: 3, offNadirDeg: 20, edge: 'waterline' })).toEqual({
      length_error_m: 4.158,
      beam_error_m: 4.158,
    })
  })

  it('grows by the view angle only where the outline follows the deck', () => {
    const deck = measureErrors({ gsdM: 0.5, offNadirDeg: 20, edge: 'deck' })
    expect(deck.length_error_m).toBeCloseTo(Math.hypot(0.693, 7.279), 2)
    expect(measureErrors({ gsdM: 0.5, offNadirDeg: 20, edge: 'unknown' }).length_error_m).toBeCloseTo(
      0.693,
      3,
    )
  })

  it('of an area is what the ± of length and beam make of it', () => {
    const ring = ringOfHull({ centre: [122, 30], lengthM: 200, beamM: 30, headingDeg: 40 })
    expect(areaErrorM2(ring, 4.158)).toBeCloseTo(4.158 * Math.hypot(200, 30), 0)
  })

  it('is not claimed where the ground sample distance is unknown', () => {
    expect(measureErrors({ gsdM: null, offNadirDeg: null, edge: null })).toEqual({
      length_error_m: null,
      beam_error_m: null,
    })
  })
})
