import { describe, expect, it } from 'vitest'
import { lengthsText } from '../../../renderer/panels/inspector/lengths-text.ts'
import { measureErrors } from '../../../src/geodesy/uncertainty.ts'

/** A length as it is measured on a scene of such pixels. */
const length = (length_m: number | null, gsdM: number) => {
  const { length_error_m } = measureErrors({ gsdM, offNadirDeg: 0, edge: 'waterline' })
  return { length_m, length_error_m }
}

describe('two lengths in the form', () => {
  it('can’t be told apart where they differ by less than both their intervals allow', () => {
    expect(lengthsText(length(182, 3), length(186, 3), 'that of the other')).toMatch(
      /^The length can’t be told from that of the other \(186\.0 m\) at this resolution: ± ?6/,
    )
  })

  it('differ by so much where the same two are seen more closely', () => {
    expect(lengthsText(length(182, 0.5), length(186, 0.5), 'that of the other')).toMatch(
      /^The length differs from that of the other by 4\.0 /,
    )
  })

  it('are not compared where one is not known', () => {
    expect(lengthsText(length(null, 3), length(186, 3), 'that of the other')).toBeNull()
    expect(lengthsText({ length_m: 182, length_error_m: null }, length(186, 3), 'the vessel’s')).toBeNull()
  })
})
