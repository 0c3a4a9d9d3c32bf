import { vi } from 'vitest'

/** The screen's frames, one at a time, as a page asks for them. */
export function createFrames() {
  let asked = new Map<number, () => void>()
  let next = 1
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    asked.set(next, callback)
    return next++
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => {
    asked.delete(id)
    running?.delete(id)
  })
  let running: Map<number, () => void> | null = null
  return {
    /** How many callbacks wait for the next frame. */
    waiting: () => asked.size,
    /** Draws one frame: what is asked for meanwhile waits for the next. */
    draw(): void {
      running = asked
      asked = new Map()
      for (const id of running.keys()) running.get(id)?.()
      running = null
    },
  }
}
