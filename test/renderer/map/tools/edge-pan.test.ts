import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ScreenPoint } from '../../../../renderer/map/tools/pen.ts'
import { createEdgePan } from '../../../../renderer/map/tools/edge-pan.ts'
import { createFrames } from '../frames.ts'

afterEach(() => void vi.unstubAllGlobals())

const size = [800, 600] as const

/** A map that moves under a pen which stands still, and says so, as a pane does. */
function movingMap() {
  const frames = createFrames()
  const moves: (readonly [number, number])[] = []
  let pen: ScreenPoint | null = null
  const edgePan = createEdgePan((...by) => {
    moves.push(by)
    edgePan.at(pen, size)
  })
  const point = (at: ScreenPoint | null) => {
    pen = at
    edgePan.at(pen, size)
  }
  return { frames, moves, point }
}

describe('drawing near the edge of the map', () => {
  it('moves the map on once a frame, for as long as the pen stays there', () => {
    const { frames, moves, point } = movingMap()
    point([798, 300])
    for (let frame = 1; frame <= 20; frame++) {
      frames.draw()
      expect(moves).toHaveLength(frame)
      expect(frames.waiting()).toBe(1)
    }
    expect(moves.every(([right, down]) => right > 0 && down === 0)).toBe(true)
  })

  it('moves faster the nearer the pen is, and towards the edge that it is near', () => {
    const speedAt = (at: ScreenPoint) => {
      const { frames, moves, point } = movingMap()
      point(at)
      frames.draw()
      return moves[0]
    }
    expect(speedAt([400, 300])).toBeUndefined()
    const [[near = 0] = [], [nearer = 0] = []] = [speedAt([20, 300]), speedAt([2, 300])]
    expect(near).toBeLessThan(0)
    expect(nearer).toBeLessThan(near)
    expect(speedAt([400, 1])?.[1]).toBeLessThan(0)
    expect(speedAt([400, 599])?.[1]).toBeGreaterThan(0)
  })

  it('stops when the pen comes back or leaves', () => {
    for (const end of [[400, 300] as const, null]) {
      const { frames, moves, point } = movingMap()
      point([798, 300])
      frames.draw()
      point(end)
      for (let frame = 0; frame < 3; frame++) frames.draw()
      expect(moves).toHaveLength(1)
      expect(frames.waiting()).toBe(0)
    }
  })
})
