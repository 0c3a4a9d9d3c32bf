import type { ScreenPoint } from './pen.ts'

/** Moves the map on while something is drawn and the pen is near its edge. */
export interface EdgePan {
  /** Where the pen is in its pane, and how large that is, CSS pixels; null: it is not in one, or draws nothing. */
  at(pen: ScreenPoint | null, size: readonly [number, number] | null): void
}

/** So near to the edge the map begins to move, and the nearer the faster, at most so many pixels a frame. */
const margin = 28
const fastest = 10

export function createEdgePan(pan: (dxPixels: number, dyPixels: number) => void): EdgePan {
  let speed: readonly [number, number] = [0, 0]
  let frame: number | null = null

  const go = () => {
    if (speed[0] === 0 && speed[1] === 0) {
      frame = null
      return
    }
    // Asked for first: panning tells where the pen is now, which is not to ask for a frame of its own.
    frame = requestAnimationFrame(go)
    pan(speed[0], speed[1])
  }

  return {
    at(pen, size) {
      speed = pen === null || size === null ? [0, 0] : [along(pen[0], size[0]), along(pen[1], size[1])]
      if ((speed[0] !== 0 || speed[1] !== 0) && frame === null) frame = requestAnimationFrame(go)
    },
  }
}

/** How fast to move along one axis: negative towards its beginning. */
export function along(at: number, size: number): number {
  const near = Math.min(margin, size / 6)
  if (at < near) return -Math.ceil(fastest * Math.min(1, (near - at) / near))
  if (at > size - near) return Math.ceil(fastest * Math.min(1, (at - size + near) / near))
  return 0
}
