import { describe, expect, it } from 'vitest'
import { createHullTool } from '../../../../renderer/map/tools/hull-tool.ts'
import { measuresText } from '../../../../renderer/map/tools/live-measures.ts'
import { ringOf } from '../../../../src/domain/polygon.ts'
import { measureFootprint } from '../../../../src/geodesy/measure.ts'
import { createDesk, middle, penAt, toScreen } from '../desk.ts'

const start = () => {
  const desk = createDesk()
  return { ...desk, tool: createHullTool(desk.host) }
}

describe('drawing a hull', () => {
  it('takes three clicks: bow, stern, side', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 600])
    click(tool, [520, 470])
    const [drawn] = ofType('hull-drawn')
    if (drawn === undefined) throw new Error('nothing was drawn')
    const measures = measureFootprint(ringOf(drawn.footprint), drawn.headingDeg)
    expect(measures.length_m).toBeCloseTo(200, 1)
    expect(measures.beam_m).toBeCloseTo(40, 1)
    expect(Math.abs(((measures.heading_deg + 180) % 360) - 180)).toBeLessThan(0.02)
  })

  it('takes a drag from bow to stern for the first two clicks', () => {
    const { tool, click, drag, ofType } = start()
    expect(drag(tool, [600, 500], [500, 501], [400, 500])).toBe(true)
    click(tool, [500, 485])
    expect(ofType('hull-drawn')).toHaveLength(1)
    expect(ofType('hull-drawn')[0]?.headingDeg).toBeCloseTo(90, 1)
  })

  it('reads both sides where it is dragged across from one to the other, and lays the axis between them', () => {
    const { tool, click, drag, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 600])
    // The axis was clicked two pixels too far to port.
    drag(tool, [482, 470], [500, 470], [522, 490])
    const [drawn] = ofType('hull-drawn')
    if (drawn === undefined) throw new Error('nothing was drawn')
    const { beam_m, lon } = measureFootprint(ringOf(drawn.footprint), drawn.headingDeg)
    expect(beam_m).toBeCloseTo(40, 1)
    expect(toScreen([lon, middle[1]])?.[0]).toBeCloseTo(502, 1)
  })

  it('mirrors the side where a drag for the beam began at the axis', () => {
    const { tool, click, drag, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 600])
    drag(tool, [496, 500], [520, 500])
    const [drawn] = ofType('hull-drawn')
    expect(drawn?.beamM).toBeCloseTo(40, 1)
  })

  it('stays ready for the next hull', () => {
    const { tool, click, ofType } = start()
    for (const x of [300, 700]) {
      click(tool, [x, 400])
      click(tool, [x, 600])
      click(tool, [x + 20, 500])
    }
    expect(ofType('hull-drawn')).toHaveLength(2)
  })

  it('goes back one point with every Esc, and says when there is none', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 600])
    expect(tool.hint()).toContain('side')
    expect(tool.stepBack()).toBe(true)
    expect(tool.hint()).toContain('stern')
    expect(tool.stepBack()).toBe(true)
    expect(tool.stepBack()).toBe(false)
    expect(ofType('hull-drawn')).toHaveLength(0)
  })

  it('keeps the stern that is clicked after Esc', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 700])
    tool.stepBack()
    click(tool, [500, 600])
    click(tool, [520, 500])
    const [drawn] = ofType('hull-drawn')
    expect(drawn && measureFootprint(ringOf(drawn.footprint), 0).length_m).toBeCloseTo(200, 1)
  })

  it('does not take a double click for bow and stern', () => {
    const { tool, click } = start()
    click(tool, [500, 400])
    click(tool, [501, 400])
    expect(tool.hint()).toContain('stern')
  })

  it('draws no hull without a beam', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400])
    click(tool, [500, 600])
    click(tool, [500, 500])
    expect(ofType('hull-drawn')).toHaveLength(0)
    click(tool, [510, 500])
    expect(ofType('hull-drawn')).toHaveLength(1)
  })

  it('measures with every movement', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400])
    tool.move(penAt([500, 552.4]), toScreen)
    expect(ofType('tool-step').at(-1)?.measures?.beamM).toBeNull()
    click(tool, [500, 552.4])
    tool.move(penAt([510.5, 500]), toScreen)
    const measures = ofType('tool-step').at(-1)?.measures
    expect(measures && measuresText(measures)).toBe('L 152.4 ± 4 m  B 21.0 ± 4 m  hdg 000.0° T')
    expect(measures && measuresText(measures, false)).toMatch('hdg 000.0°/180.0° T')
  })

  it('says that a hull drawn from afar is drawn less well than its ± says', () => {
    const { host, click } = createDesk()
    const [near, far] = [1, 0.5].map((gsdM) => createHullTool({ ...host, gsdM: () => gsdM }))
    if (near === undefined || far === undefined) throw new Error('two tools are needed')
    for (const tool of [near, far]) click(tool, [500, 400])
    expect(near.hint()).toBe('Click the stern.')
    expect(far.hint()).toContain('a click is 1.0 m wide here')
    // Seen twice as large.
    far.move(penAt([500, 700]), (lonLat) => {
      const at = toScreen(lonLat)
      return at === null ? null : [500 + 2 * (at[0] - 500), 700 + 2 * (at[1] - 700)]
    })
    expect(far.hint()).toBe('Click the stern.')
  })

  it('gives the hull to the scene that its bow was drawn on', () => {
    const { tool, click, ofType } = start()
    click(tool, [500, 400], 'A')
    click(tool, [500, 600], 'B')
    click(tool, [520, 500], 'B')
    expect(ofType('hull-drawn')[0]?.side).toBe('A')
  })
})
