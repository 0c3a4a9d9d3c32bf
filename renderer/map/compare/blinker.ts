import type { Side } from '../tools/pen.ts'

/** Lights the two dates in turn. */
export interface Blinker {
  /** The date that is lit. */
  side(): Side
  /** Begins, or goes on at another rate. B comes first. */
  run(switchesPerSecond: number): void
  /** Waits with the date that is lit while something is drawn on it. */
  hold(isHeld: boolean): void
  stop(): void
}

/** A picture that flashes three times a second and more can harm (WCAG 2.3.1): six switches are three flashes. */
export const switchRates = { least: 0.25, most: 5 } as const

/** @param switched hears of every change */
export function createBlinker(switched: (side: Side) => void): Blinker {
  let side: Side = 'B'
  let timer: ReturnType<typeof setInterval> | null = null
  let rate = 0
  let held = false

  const stop = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
    rate = 0
    side = 'B'
  }
  return {
    side: () => side,
    run(switchesPerSecond) {
      const next = Math.min(switchRates.most, Math.max(switchRates.least, switchesPerSecond))
      if (next === rate) return
      if (timer !== null) clearInterval(timer)
      rate = next
      timer = setInterval(() => {
        if (held) return
        side = side === 'A' ? 'B' : 'A'
        switched(side)
      }, 1000 / rate)
    },
    hold(isHeld) {
      held = isHeld
    },
    stop,
  }
}
