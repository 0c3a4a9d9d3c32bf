import { describe, expect, it } from 'vitest'
import {
  createOutlineTool,
  measuredArea,
  type OutlineUse,
} from '../../../../renderer/map/tools/outline-tool.ts'
import type { ScreenPoint } from '../../../../renderer/map/tools/pen.ts'
import { ringOf, type LonLat } from '../../../../src/domain/polygon.ts'
import { createDesk, middle, penAt } from '../desk.ts'

/** A tool with which these corners were clicked one after the other. */
function outlined(use: OutlineUse, ...corners: readonly ScreenPoint[]) {
  const desk = createDesk()
  const tool = createOutlineTool(desk.host, use)
  for (const at of corners) desk.click(tool, at)
  return { ...desk, tool }
}

describe('outlining a hull of odd shape', () => {
  it('is closed by Enter, shows the rectangle of its measures, and does not know the bow', () => {
    const { tool, ofType } = outlined('hull', [400, 400], [600, 400], [600, 440], [500, 470], [400, 440])
    expect(ofType('tool-step').at(-1)?.measures?.lengthM).toBeCloseTo(200, 0)
    expect(tool.accept()).toBe(true)
    const [drawn] = ofType('hull-drawn')
    expect(drawn?.headingDeg).toBeNull()
    expect(drawn && ringOf(drawn.footprint)).toHaveLength(6)
  })

  it('is closed by a click on its first corner, and goes back a corner with Esc', () => {
    const { tool, click, ofType } = outlined('hull', [400, 400], [600, 400], [600, 440], [100, 100])
    expect(tool.stepBack()).toBe(true)
    click(tool, [402, 401])
    expect(ofType('hull-drawn')).toHaveLength(1)
  })

  it('measures an area and leaves nothing behind', () => {
    const { tool, ofType } = outlined('area', [400, 400], [600, 400], [600, 440])
    expect(tool.accept()).toBe(true)
    expect(ofType('hull-drawn')).toHaveLength(0)
    expect(tool.hint()).toContain('nothing is kept')
  })

  it('tells the area of a ring with its error, and none of one that crosses itself', () => {
    const ringAt = (...at: readonly ScreenPoint[]) => at.map((point) => penAt(point).lonLat ?? middle)
    const [a, b, c, d] = [
      [400, 400],
      [600, 400],
      [600, 440],
      [400, 440],
    ] as const
    expect(measuredArea(ringAt(a, b, c, d, a), 0.5)).toMatch(/^8\s?000 ± \d+ m²$/)
    expect(measuredArea(ringAt(a, c, b, d, a), 0.5)).toBe('crosses itself')
    const far = [179.9, -179.9, -179.9, 179.9, 179.9].map((lon, i): LonLat => [
      lon,
      i === 2 || i === 3 ? 0.1 : 0,
    ])
    expect(measuredArea(far, null)).not.toBe('crosses itself')
  })
})
