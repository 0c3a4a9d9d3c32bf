import type { CompareSettings, CompareView } from '../map-contract.ts'
import type { ScreenPoint, Side } from '../tools/pen.ts'

/** The part of a pane in which a side is seen, in CSS pixels from its upper left corner. */
export type SideWindow =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'columns'; readonly from: number; readonly to: number }
  | { readonly kind: 'disc'; readonly isInside: boolean; readonly at: ScreenPoint; readonly radius: number }

export type SideWindows = Readonly<Record<Side, SideWindow>>
type Size = readonly [number, number]

const all: SideWindow = { kind: 'all' }
const none: SideWindow = { kind: 'none' }

/** Where in one pane each date is seen. `blinkSide`: the date that is lit while they blink. */
export function windowsOf(
  view: CompareView,
  settings: CompareSettings,
  [width, height]: Size,
  blinkSide: Side,
): SideWindows {
  switch (view) {
    case 'swipe': {
      const divider = settings.swipe * width
      return {
        A: { kind: 'columns', from: 0, to: divider },
        B: { kind: 'columns', from: divider, to: width },
      }
    }
    case 'lens': {
      const { across, down, radius } = settings.lens
      const at: ScreenPoint = [across * width, down * height]
      return {
        A: { kind: 'disc', isInside: true, at, radius },
        B: { kind: 'disc', isInside: false, at, radius },
      }
    }
    case 'blink':
      return blinkSide === 'A' ? { A: all, B: none } : { A: none, B: all }
    case 'single':
      return { A: none, B: all }
    case 'side-by-side':
    case 'blend':
    case 'difference':
      return { A: all, B: all }
  }
}

/** Whether a point is in a window. */
export function isInWindow(window: SideWindow, [x, y]: ScreenPoint): boolean {
  switch (window.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'columns':
      return x >= window.from && x < window.to
    case 'disc':
      return Math.hypot(x - window.at[0], y - window.at[1]) < window.radius === window.isInside
  }
}

/** The date that is seen at a point of a pane with both: the clearer one where they are blended. */
export function sideSeenAt(
  view: CompareView,
  settings: CompareSettings,
  windows: SideWindows,
  at: ScreenPoint,
): Side {
  if (view === 'blend') return settings.blend < 0.5 ? 'A' : 'B'
  return view !== 'difference' && view !== 'single' && isInWindow(windows.A, at) ? 'A' : 'B'
}

/** A box around a window in pixels of the device, counted from the lower left; null: no bound. */
export function deviceBox(
  window: SideWindow,
  [width, height]: Size,
  pixelRatio: number,
): readonly [x: number, y: number, width: number, height: number] | null {
  const box = (left: number, top: number, right: number, bottom: number) => {
    const clamp = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)) * pixelRatio)
    const [x0, x1] = [clamp(left, width), clamp(right, width)]
    const [y0, y1] = [clamp(height - bottom, height), clamp(height - top, height)]
    return [x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0)] as const
  }
  if (window.kind === 'none') return [0, 0, 0, 0]
  if (window.kind === 'columns') return box(window.from, 0, window.to, height)
  if (window.kind === 'disc' && window.isInside) {
    const [x, y] = window.at
    // A pixel more all around, so that rounding cuts nothing off the disc.
    const reach = window.radius + 1
    return box(x - reach, y - reach, x + reach, y + reach)
  }
  return null
}

/** A disc for the shader: centre in device pixels from the lower left, radius, and 1 inside, -1 outside, 0 no disc. */
export function deviceDisc(
  window: SideWindow,
  [, height]: Size,
  pixelRatio: number,
): [x: number, y: number, radius: number, sign: number] {
  if (window.kind !== 'disc') return [0, 0, 0, 0]
  const [x, y] = window.at
  return [x * pixelRatio, (height - y) * pixelRatio, window.radius * pixelRatio, window.isInside ? 1 : -1]
}
