import { describe, expect, it } from 'vitest'
import type { ComparedScene } from '../../../renderer/state/compared-scenes.ts'
import { firstCompare } from '../../../renderer/state/compare-state.ts'
import { differenceSetup, type DifferenceSetup } from '../../../renderer/state/difference-setup.ts'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { displayOf, sceneOf, utm51 } from '../map/displays.ts'
import { aScene } from './records.ts'

type Band = SceneDisplay['bands'][number]

function compared(
  bands: readonly Partial<Band>[],
  scene: Partial<Scene> = {},
  look: Partial<ComparedScene['look']> = {},
): ComparedScene {
  const full = bands.map((band): Band => ({
    name: '',
    low: 100,
    high: 300,
    minimum: 0,
    maximum: 1000,
    histogram: [],
    ...band,
  }))
  const display = { ...displayOf(utm51, [0, 3, 0, 0, 0, -3]), bands: full }
  const own = sceneOf(display).look
  return { scene: aScene(1, scene), display, look: { ...own, stretch: [{ low: 100, high: 300 }], ...look } }
}

function setup(A: ComparedScene, B: ComparedScene, choice = firstCompare.difference): DifferenceSetup {
  const found = differenceSetup({ A, B, match: null }, choice)
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('what a difference subtracts', () => {
  it('is samples where both scenes are of one sensor and type: the legend is in their units', () => {
    const found = setup(compared([{}]), compared([{}]))
    expect(found.isStretched).toBe(false)
    expect(found.units).toBe('digital numbers')
    expect(found.most).toBe(100)
    // Both sides are packed over the same range, so that equal samples give exactly nothing.
    expect(found.bands.A).toEqual(found.bands.B)
    expect(found.bands.B.low).toBeLessThanOrEqual(0)
    expect(found.bands.B.high).toBeGreaterThanOrEqual(1000)
    expect(found.bands.most * (found.bands.B.high - found.bands.B.low)).toBeCloseTo(100, 9)
  })

  it('is the brightness of each stretch where the units differ, and says why', () => {
    const plain = compared([{}])
    for (const [other, why] of [
      [compared([{}], { sensor: 'Sentinel-2' }), /other sensors/],
      [compared([{}], { dtype: 'Byte' }), /other types/],
      [compared([{}], { sensor: null }), /not known/],
      [compared([{ scale: 0.1 }]), /Only one/],
    ] as const) {
      const found = setup(other, plain)
      expect(found.isStretched).toBe(true)
      expect(found.units).toBeNull()
      expect(found.whyStretched).toMatch(why)
      expect(found.most).toBe(0.5)
      expect([found.bands.B.low, found.bands.B.high]).toEqual([100, 300])
    }
  })

  it('is physical values where both files say how samples become them, whatever their types', () => {
    const A = compared([{ scale: 0.01, offset: 5, minimum: 0, maximum: 1000 }], { dtype: 'UInt16' })
    const B = compared([{ scale: 0.1, offset: 0, minimum: 0, maximum: 100 }], { dtype: 'Byte' })
    const { bands } = setup(A, B)
    const value = (band: typeof bands.A, scale: number, offset: number) =>
      [band.low, band.high].map((sample) => sample * scale + offset)
    expect(value(bands.A, 0.01, 5)[0]).toBeCloseTo(value(bands.B, 0.1, 0)[0] ?? NaN, 9)
    expect(value(bands.A, 0.01, 5)[1]).toBeCloseTo(value(bands.B, 0.1, 0)[1] ?? NaN, 9)
  })

  it('is bands of the same name, whatever their numbers', () => {
    const A = compared([{ name: 'blue' }, { name: 'green' }, { name: 'red' }])
    const B = compared([{ name: 'Red' }, { name: 'NIR' }])
    expect(setup(A, B).bandA).toBe(3)
    expect(setup(A, B, { ...firstCompare.difference, bandB: 2 }).bandA).toBe(2)
    expect(setup(A, B, { ...firstCompare.difference, bandA: 1 }).bandA).toBe(1)
  })

  it('goes through the match of any band that is drawn, and through none of one that is not', () => {
    const look = { drawn: 'bands' as const, combination: [3, 2, 1] }
    const [A, B] = [compared([{}, {}, {}, {}], {}, look), compared([{}, {}, {}, {}], {}, look)]
    const match = { low: [0, 0, 0], high: [1, 1, 1], entries: new Float32Array(4096) } as const
    const of = (bandB: number) => differenceSetup({ A, B, match }, { ...firstCompare.difference, bandB })
    expect(of(3)).toMatchObject({ isMatched: true, bandA: 3, bands: { A: { matchEntry: 0 } } })
    expect(of(1)).toMatchObject({ isMatched: true, bandA: 1, bands: { A: { matchEntry: 2 } } })
    const other = of(4)
    expect(other).toMatchObject({ isMatched: false, bandA: 4 })
    expect(typeof other === 'string' ? null : other.bands.A.matchEntry).toBeUndefined()
  })

  it('is nothing where a file holds colours by number', () => {
    const palette = compared([{}], {}, { drawn: 'palette' })
    const found = differenceSetup({ A: palette, B: compared([{}]), match: null }, firstCompare.difference)
    expect(found).toMatch(/^A holds a table of colours/)
  })
})
