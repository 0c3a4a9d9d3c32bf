import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showHeading, showLonLat, showMeasure, showSample } from '../../../renderer/app/format.ts'
import { scaleBar } from '../../../renderer/app/scale-bar.ts'
import { screenText } from '../../../renderer/ui/screen-text.ts'

describe('numbers on screen', () => {
  it('give a heading three digits before the point, and both directions where the bow is not known', () => {
    expect(showHeading(42.5, 1)).toBe('042.5°')
    expect(showHeading(42.5, 0)).toBe('042.5°/222.5°')
    expect(showHeading(359.97, 1)).toBe('000.0°')
    expect(showHeading(null, 1)).toBe('–')
  })

  it('promise no more of a length than its error allows', () => {
    expect(showMeasure(272.41, 5.88)).toBe('272 ± 6')
    expect(showMeasure(31.27, 0.69)).toBe('31.3 ± 0.7')
    expect(showMeasure(31.27, null)).toBe('31')
    expect(showMeasure(null, 4)).toBe('–')
  })

  it('group the digits of samples and name a sample that is none', () => {
    expect(showSample(1204)).toBe('1\u2009204')
    expect(showSample(-12345678)).toBe('-12\u2009345\u2009678')
    expect(showSample(0.0123456)).toBe('0.01235')
    expect(showSample(Number.NaN)).toBe('no data')
  })
})

describe('a position', () => {
  it('says its hemispheres, also beyond the antimeridian', () => {
    expect(showLonLat([122.04731, 29.95182])).toBe('29.95182° N 122.04731° E')
    expect(showLonLat([180.5, -17.25])).toBe('17.25000° S 179.50000° W')
  })
})

describe('the scale bar', () => {
  it('is a round length that fits, and never much shorter than there is room', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 10_000, noNaN: true }), (perPixel) => {
        const { metres, pixels } = scaleBar(perPixel, 150)
        expect(pixels).toBeLessThanOrEqual(150 + 1e-6)
        expect(pixels).toBeGreaterThan(150 / 2.01)
        const lead = metres / 10 ** Math.floor(Math.log10(metres) + 1e-9)
        expect([1, 2, 3, 5].some((round) => Math.abs(lead - round) < 1e-6)).toBe(true)
      }),
    )
  })
})

describe('text from outside', () => {
  it('cannot make a name read as another one', () => {
    expect(screenText('\u202Egnp.exe\u202C')).toBe('gnp.exe')
    expect(screenText('a\u2066b\u2069\u200F\u0000')).toBe('ab')
  })

  it('keeps every letter of every script', () => {
    for (const name of ['مريم النور', 'ЗВЕЗДА', '遠洋', 'Åsgård', '👩‍✈️']) expect(screenText(name)).toBe(name)
  })
})
