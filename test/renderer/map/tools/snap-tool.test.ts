import { describe, expect, it } from 'vitest'
import { createHullTool } from '../../../../renderer/map/tools/hull-tool.ts'
import { createSnapTool, type Proposal } from '../../../../renderer/map/tools/snap-tool.ts'
import { ringOf } from '../../../../src/domain/polygon.ts'
import { ringOfHull, type Hull } from '../../../../src/geodesy/footprint.ts'
import { measureFootprint } from '../../../../src/geodesy/measure.ts'
import { createDesk, middle, penAt, toScreen } from '../desk.ts'

const hull: Hull = { centre: middle, lengthM: 200, beamM: 40, headingDeg: 0 }
const proposal = (values: Partial<Proposal> = {}): Proposal => ({
  ring: ringOfHull(hull),
  bowDeg: 0,
  confidence: 0.9,
  doubts: [],
  ...values,
})

async function pointed(answer: Proposal | null) {
  const desk = createDesk()
  const shown = { scene: 'march' }
  const findHull = () => Promise.resolve(answer)
  const tool = createSnapTool({ ...desk.host, findHull, sceneUid: () => shown.scene })
  tool.press(penAt([505, 480]), toScreen)
  await Promise.resolve()
  await Promise.resolve()
  return { ...desk, tool, shown }
}

describe('snapping to a hull', () => {
  it('proposes what was found, and takes it with Enter', async () => {
    const { tool, ofType } = await pointed(proposal())
    expect(tool.hint()).toContain('Enter')
    expect(ofType('hull-drawn')).toHaveLength(0)
    expect(tool.accept()).toBe(true)
    const [drawn] = ofType('hull-drawn')
    expect(drawn && measureFootprint(ringOf(drawn.footprint), drawn.headingDeg).length_m).toBeCloseTo(200, 1)
    expect(tool.accept()).toBe(false)
  })

  it('is refused by Esc and by another click, which looks again where it is beside it', async () => {
    const again = await pointed(proposal())
    again.tool.press(penAt([500, 520]), toScreen)
    expect(again.tool.hint()).toContain('Point at a ship')
    const left = await pointed(proposal())
    expect(left.tool.stepBack()).toBe(true)
    const elsewhere = await pointed(proposal())
    elsewhere.tool.press(penAt([700, 520]), toScreen)
    expect(elsewhere.tool.hint()).toContain('Looking')
    for (const { tool, ofType } of [again, left, elsewhere]) {
      expect(tool.accept()).toBe(false)
      expect(ofType('hull-drawn')).toHaveLength(0)
    }
  })

  it('proposes nothing on another date than that in whose picture it was found', async () => {
    const { tool, shown, ofType } = await pointed(proposal())
    tool.scenesChanged()
    expect(tool.hint()).toContain('Enter takes it')
    shown.scene = 'april'
    tool.scenesChanged()
    expect(tool.accept()).toBe(false)
    expect(ofType('hull-drawn')).toHaveLength(0)
  })

  it('says when it is not sure and why, and when there is nothing', async () => {
    const unsure = await pointed(proposal({ confidence: 0.3, doubts: ['edge-unclear'], bowDeg: null }))
    expect(unsure.tool.hint()).toContain('Not sure: an edge is not clear')
    unsure.tool.accept()
    expect(unsure.ofType('hull-drawn')[0]?.headingDeg).toBeNull()
    const nothing = await pointed(null)
    expect(nothing.tool.hint()).toContain('Nothing stands out')
  })
})

describe('a beam that is known before it is drawn', () => {
  it('makes a hull of two clicks', () => {
    const { host, click, ofType } = createDesk()
    const tool = createHullTool(host)
    tool.setPreset({ beamM: 32, title: '32.0 m as the last' })
    click(tool, [500, 400])
    click(tool, [500, 600])
    const [drawn] = ofType('hull-drawn')
    expect(drawn && measureFootprint(ringOf(drawn.footprint), drawn.headingDeg).beam_m).toBeCloseTo(32, 1)
  })

  it('is a part of the length where only the class is known', () => {
    const { host, click, ofType } = createDesk()
    const tool = createHullTool(host)
    tool.setPreset({ lengthPerBeam: 5, title: 'usual' })
    click(tool, [500, 400])
    click(tool, [500, 600])
    expect(ofType('hull-drawn')[0]?.beamM).toBeCloseTo(40, 1)
  })
})

describe('a hull beside another', () => {
  const neighbour: Hull = { centre: middle, lengthM: 200, beamM: 40, headingDeg: 0 }
  /** One metre for a pixel of the screen, and so many for one of the scene. */
  const start = (gsdM: number) => {
    const desk = createDesk()
    const host = { ...desk.host, neighbours: () => [neighbour], gsdM: () => gsdM }
    return { ...desk, tool: createHullTool(host) }
  }

  it('is laid parallel to it and against it', () => {
    const { tool, click, ofType } = start(10)
    click(tool, [535, 420])
    click(tool, [540, 580])
    click(tool, [523, 500])
    const [drawn] = ofType('hull-drawn')
    expect(drawn?.headingDeg).toBeCloseTo(0, 1)
    // From 520, where the other hull ends, to 547, as far from the axis as the click on the near side was.
    expect(drawn?.beamM).toBeCloseTo(27, 0)
  })

  it('measures what was drawn where the gap or the angle between them can be seen', () => {
    const { tool, click, ofType } = start(3)
    click(tool, [535, 420])
    click(tool, [541, 580])
    click(tool, [523, 500])
    const [drawn] = ofType('hull-drawn')
    expect(drawn?.headingDeg).toBeCloseTo(360 - (Math.atan2(6, 160) * 180) / Math.PI, 1)
    expect(drawn?.beamM).toBeCloseTo(30, 0)
  })

  it('is freed by Ctrl', () => {
    const { tool, ofType } = start(10)
    for (const at of [
      [535, 420],
      [541, 580],
      [523, 500],
    ] as const) {
      const pen = penAt(at, { control: true })
      tool.move(pen, toScreen)
      tool.press(pen, toScreen)
      tool.release(pen)
    }
    expect(ofType('hull-drawn')[0]?.headingDeg).toBeGreaterThan(350)
  })
})
