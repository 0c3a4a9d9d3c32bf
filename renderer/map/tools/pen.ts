import type { LonLat } from '../../../src/domain/polygon.ts'
import type { LiveMeasures } from '../map-contract.ts'

export type Side = 'A' | 'B'

/** CSS pixels from the upper left corner of the part of the map (pane) that the pen is in. */
export type ScreenPoint = readonly [number, number]

/** The pointer as a tool sees it. */
export interface Pen {
  /** Null outside of what the scene's projection can show. */
  readonly lonLat: LonLat | null
  readonly at: ScreenPoint
  /** The scene under the pen. */
  readonly side: Side
  /** The side that alone is shown in this pane; null where the pane shows both. */
  readonly pane: Side | null
  /** Whether both scenes are drawn here, one over the other or in turn. */
  readonly isOverlaid: boolean
  readonly shift: boolean
  readonly control: boolean
}

/** From the ground to the screen of one pane; null where a point can't be shown. */
export type ToScreen = (lonLat: LonLat) => ScreenPoint | null

/** Where and with what a tool draws what it is about. */
export interface Easel {
  readonly context: CanvasRenderingContext2D
  readonly toScreen: ToScreen
  /** The side that alone is shown in this pane; null where the pane shows both. */
  readonly pane: Side | null
  /** Whether the pen is in this pane. */
  readonly hasPen: boolean
}

/** What the pen does. A tool knows nothing of OpenLayers: it hears of the pen and says what it made. */
export interface Tool {
  /** The button went down. True: the gesture is the tool's until the button goes up; false: the map pans. */
  press(pen: Pen, toScreen: ToScreen): boolean
  drag(pen: Pen): void
  release(pen: Pen): void
  /** The pen moved without a button; gives the CSS cursor. */
  move(pen: Pen, toScreen: ToScreen): string
  /** A press and release at one point that `press` left to the map. */
  click(pen: Pen, toScreen: ToScreen): void
  leave(): void
  /** Esc: one step back; true where there was one. */
  stepBack(): boolean
  paint(easel: Easel): void
  /** Whether something is begun and not ended: the map moves on by itself where the pen is at its edge. */
  isDrawing?(): boolean
  /** Enter: takes what is proposed or ends what is drawn; true where there was such a thing. */
  accept?(): boolean
  /** What the next click does. */
  hint(): string
  /** What is proposed or drawn so far measures. */
  measures?(): LiveMeasures | null
}

/** A press and a release less than this apart, in CSS pixels, are a click. */
export const clickTolerance = 4

export function distanceBetween(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
