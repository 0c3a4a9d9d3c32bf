import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawLook } from '../../../../renderer/map/tools/draw-look.ts'
import { uniformsOf } from '../../../../renderer/map/scenes/scene-shader.ts'
import { sameBands, shownBands } from '../../../../renderer/map/scenes/scene-tiles.ts'
import type { SceneLook } from '../../../../src/contract/scene-look.ts'
import { displayOf, sceneOf } from '../displays.ts'

const grey: SceneLook = { ...sceneOf(displayOf(null, null)).look, stretch: [{ low: 10, high: 1000 }] }
const pixel = (look: SceneLook, samples: number[], whiteIsLow = false) => [
  ...drawLook(Float32Array.from(samples), 1, 1, look, whiteIsLow),
]
const greyOf = (look: SceneLook, sample: number, whiteIsLow = false) =>
  pixel(look, [sample, 1], whiteIsLow)[0] ?? NaN

describe('a look', () => {
  it('draws the stretch, clamped, raised to one over gamma', () => {
    const sample = fc.integer({ min: -500, max: 2000 })
    fc.assert(
      fc.property(sample, fc.double({ min: 0.2, max: 5, noNaN: true }), (value, gamma) => {
        const part = Math.min(1, Math.max(0, (value - 10) / 990))
        const expected = 255 * part ** (1 / gamma)
        expect(Math.abs(greyOf({ ...grey, gamma }, value) - expected)).toBeLessThanOrEqual(0.51)
      }),
    )
  })

  it('is even in decibels: every tenfold adds as much light', () => {
    const decibels: SceneLook = { ...grey, decibels: 'power', stretch: [{ low: 1, high: 1000 }] }
    expect([1, 10, 100, 1000].map((value) => greyOf(decibels, value))).toEqual([0, 85, 170, 255])
    expect(greyOf(decibels, 0)).toBe(0)
    expect(greyOf({ ...decibels, decibels: 'amplitude' }, 100)).toBe(170)
  })

  it('is turned round by inversion, and by a file that means low values to be white', () => {
    expect(greyOf(grey, 10, true)).toBe(255)
    expect(greyOf({ ...grey, inverted: true }, 10)).toBe(255)
    expect(greyOf({ ...grey, inverted: true }, 10, true)).toBe(0)
  })

  it('draws a normalised difference, and nothing where there is no data', () => {
    const index: SceneLook = {
      ...grey,
      drawn: 'difference',
      combination: [2, 4],
      stretch: [{ low: -1, high: 1 }],
    }
    expect(pixel(index, [300, 100, 1])).toEqual([191, 191, 191, 255])
    expect(pixel(grey, [0, 0])).toEqual([0, 0, 0, 0])
  })

  it('leaves the colours of a palette as the file has them', () => {
    const palette: SceneLook = { ...grey, drawn: 'palette' }
    expect(pixel(palette, [12, 200, 99, 1])).toEqual([12, 200, 99, 255])
    expect(uniformsOf(palette, true).u_inverted).toBe(0)
  })

  it('asks for other tiles only where other bands are drawn', () => {
    const same = {
      ...grey,
      gamma: 3,
      opacity: 0.2,
      stretch: [{ low: 0, high: 1 }],
      decibels: 'power' as const,
    }
    expect(sameBands(shownBands(grey), shownBands(same))).toBe(true)
    expect(sameBands(shownBands(grey), shownBands({ ...grey, combination: [2] }))).toBe(false)
    expect(sameBands(shownBands(grey), shownBands({ ...grey, drawn: 'palette' }))).toBe(false)
  })
})
