import { describe, expect, it } from 'vitest'
import { measureErrors } from '../../src/geodesy/uncertainty.ts'

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

  it('is not claimed where the ground sample distance is unknown', () => {
    expect(measureErrors({ gsdM: null, offNadirDeg: null, edge: null })).toEqual({
      length_error_m: null,
      beam_error_m: null,
    })
  })
})
