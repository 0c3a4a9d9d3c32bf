import { describe, expect, it } from 'vitest'
import { createAlignTools } from '../../../../renderer/map/tools/align-tool.ts'
import type { Pen, ScreenPoint } from '../../../../renderer/map/tools/pen.ts'
import { createDesk, penAt, toScreen } from '../desk.ts'

function aligning() {
  const desk = createDesk()
  const { tool } = createAlignTools(desk.host)
  /** A press, a way and a release; true where the tool took it from the map. */
  const drag = (from: ScreenPoint, to: ScreenPoint, how: Partial<Pen>): boolean => {
    const taken = tool.press(penAt(from, how), toScreen)
    if (!taken) return false
    tool.drag(penAt(to, how))
    tool.release(penAt(to, how))
    return true
  }
  return { ...desk, tool, drag }
}

describe('laying a scene over another by hand', () => {
  it.each([
    ['side by side, in its own half', { side: 'B', pane: 'B', isOverlaid: false }],
    ['beside the divider and around the lens', { side: 'B', pane: null, isOverlaid: false }],
    ['under a clear A while they are blended', { side: 'A', pane: null, isOverlaid: true }],
    ['in the difference', { side: 'B', pane: null, isOverlaid: true }],
  ] as const)('drags B %s', (_where, how) => {
    const { drag, ofType } = aligning()
    expect(drag([500, 500], [530, 460], how)).toBe(true)
    const moves = ofType('align-dragged')
    expect(moves.map(({ isDone }) => isDone)).toEqual([false, true])
    expect(moves.at(-1)).toMatchObject({
      from: penAt([500, 500]).lonLat,
      to: penAt([530, 460]).lonLat,
    })
    expect(ofType('align-picked')).toEqual([])
  })

  it('leaves a drag to the map where A alone is seen, and takes a click there as a point of A', () => {
    const { tool, drag, click, ofType } = aligning()
    expect(drag([500, 500], [530, 460], { side: 'A', pane: 'A' })).toBe(false)
    expect(ofType('align-dragged')).toEqual([])
    click(tool, [500, 500], 'A')
    click(tool, [510, 500], 'B')
    expect(ofType('align-picked').map(({ side }) => side)).toEqual(['A', 'B'])
  })

  it('takes a click for a point once, of the date that is clearer where both are seen', () => {
    const { tool, ofType } = aligning()
    const pen = penAt([500, 500], { side: 'A', isOverlaid: true })
    if (tool.press(pen, toScreen)) tool.release(pen)
    else tool.click(pen, toScreen)
    expect(ofType('align-picked').map(({ side }) => side)).toEqual(['A'])
  })
})
