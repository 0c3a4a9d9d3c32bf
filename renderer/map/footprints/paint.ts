import type { LonLat } from '../../../src/domain/polygon.ts'
import { handlePosition, ringOfHull, type Hull } from '../../../src/geodesy/footprint.ts'
import { bowMarkOf } from './bow-mark.ts'
import type { Easel, ScreenPoint } from '../tools/pen.ts'

/** The selection and date B. */
export const accent = '#ffb74d'
/** What cannot be saved as it is. */
export const danger = '#ff6f61'
/** Date A. */
export const sideABlue = '#56c7f2'
/** Under every light line, so that it reads on snow and on black water. */
export const casing = 'rgb(0 0 0 / 55%)'
const ink = '#0d1012'
const chipFill = 'rgb(13 16 18 / 90%)'
export const mapFont = '"Inter Variable", Inter, system-ui, sans-serif'

/** `sketch`: being drawn or dragged; `pending`: drawn and not yet stored. */
export type HullStroke = 'sketch' | 'pending'

export function paintHull(easel: Easel, hull: Hull, stroke: HullStroke): void {
  const corners = onScreen(easel, ringOfHull(hull))
  const mark = onScreen(easel, bowMarkOf(hull))
  const { context } = easel
  context.save()
  context.globalAlpha = stroke === 'pending' ? 0.7 : 1
  context.lineJoin = 'round'
  context.beginPath()
  trace(context, corners)
  context.fillStyle = 'rgb(255 183 77 / 10%)'
  context.fill()
  trace(context, mark)
  lineTwice(context, 4, 2)
  context.restore()
}

/** A hull that is proposed: dashed, with its bow mark where that is known. */
export function paintGhost(easel: Easel, hull: Hull, knowsBow: boolean): void {
  const { context } = easel
  context.save()
  context.lineJoin = 'round'
  context.setLineDash([7, 5])
  context.beginPath()
  trace(context, onScreen(easel, ringOfHull(hull)))
  context.fillStyle = 'rgb(255 183 77 / 14%)'
  context.fill()
  if (knowsBow) trace(context, onScreen(easel, bowMarkOf(hull)))
  lineTwice(context, 4, 2)
  context.restore()
}

/** An outline as it is drawn, and the rectangle that its measures come from, dashed; null for none. */
export function paintOutline(easel: Easel, ring: readonly LonLat[], rectangle: Hull | null): void {
  const { context } = easel
  context.save()
  context.lineJoin = 'round'
  context.beginPath()
  trace(context, onScreen(easel, ring))
  context.fillStyle = 'rgb(255 183 77 / 10%)'
  context.fill()
  lineTwice(context, 4, 2)
  if (rectangle !== null) paintRectangle(easel, rectangle)
  context.restore()
}

/** The rectangle that the measures of an outline come from. */
export function paintRectangle(easel: Easel, rectangle: Hull): void {
  const { context } = easel
  context.save()
  context.setLineDash([4, 4])
  context.beginPath()
  trace(context, onScreen(easel, ringOfHull(rectangle)))
  lineTwice(context, 3, 1)
  context.restore()
}

/** The box in which everything will be selected. */
export function paintBox(easel: Easel, from: ScreenPoint, to: ScreenPoint): void {
  const { context } = easel
  context.save()
  context.setLineDash([5, 4])
  context.beginPath()
  context.rect(from[0], from[1], to[0] - from[0], to[1] - from[1])
  context.fillStyle = 'rgb(255 183 77 / 8%)'
  context.fill()
  lineTwice(context, 3, 1)
  context.restore()
}

export function paintAxis(easel: Easel, hull: Hull): void {
  paintRuler(easel, handlePosition(hull, 'bow'), handlePosition(hull, 'stern'))
}

/** A line with a tick across each end. */
export function paintRuler(easel: Easel, from: LonLat, to: LonLat): void {
  const [start, end] = [easel.toScreen(from), easel.toScreen(to)]
  if (start === null || end === null) return
  const length = Math.hypot(end[0] - start[0], end[1] - start[1])
  const { context } = easel
  context.save()
  context.beginPath()
  trace(context, [start, end])
  if (length > 0) {
    const across: ScreenPoint = [(-(end[1] - start[1]) / length) * 6, ((end[0] - start[0]) / length) * 6]
    for (const [x, y] of [start, end]) {
      trace(context, [
        [x - across[0], y - across[1]],
        [x + across[0], y + across[1]],
      ])
    }
  }
  lineTwice(context, 4, 1.6)
  context.restore()
}

export function paintPoint(easel: Easel, lonLat: LonLat): void {
  const at = easel.toScreen(lonLat)
  if (at === null) return
  const { context } = easel
  context.save()
  context.beginPath()
  context.arc(at[0], at[1], 3.5, 0, 2 * Math.PI)
  context.fillStyle = accent
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = ink
  context.stroke()
  context.restore()
}

/** A handle to drag: square for the sides, round for turning, a ring with a cross for the whole hull. */
export function paintHandle(
  easel: Easel,
  at: ScreenPoint,
  shape: 'side' | 'turn' | 'whole',
  held: boolean,
): void {
  const { context } = easel
  const [x, y] = at
  context.save()
  context.beginPath()
  if (shape === 'side') context.roundRect(x - 4, y - 4, 8, 8, 1.5)
  else context.arc(x, y, shape === 'turn' ? 4.5 : 6, 0, 2 * Math.PI)
  context.fillStyle = held ? accent : ink
  context.strokeStyle = casing
  context.lineWidth = 4
  context.stroke()
  context.fill()
  context.strokeStyle = accent
  context.lineWidth = 1.6
  if (shape === 'whole') {
    context.moveTo(x - 3, y)
    context.lineTo(x + 3, y)
    context.moveTo(x, y - 3)
    context.lineTo(x, y + 3)
  }
  context.stroke()
  context.restore()
}

/** A thin dark line with a light one in it, from a handle to the hull it belongs to. */
export function paintStem(easel: Easel, from: ScreenPoint, to: ScreenPoint): void {
  const { context } = easel
  context.save()
  context.beginPath()
  trace(context, [from, to])
  lineTwice(context, 3, 1)
  context.restore()
}

/** The overview and the compass stand this far into the picture from its right edge, over what is drawn. */
const insetWidth = 172

/** Text on a dark plate, above a point and to the right of it, or left where the overview would hide it. */
export function paintChip(easel: Easel, at: ScreenPoint, text: string): void {
  const { context } = easel
  const ratio = context.getTransform().a
  const [width, height] = [context.canvas.width / ratio, context.canvas.height / ratio]
  context.save()
  context.font = `550 12px ${mapFont}`
  context.fontVariantCaps = 'normal'
  context.textBaseline = 'middle'
  const plate = { width: context.measureText(text).width + 18, height: 26 }
  const onRight = at[0] + 18
  const onLeft = at[0] - 18 - plate.width
  const left = Math.max(
    4,
    onRight + plate.width > width - insetWidth && onLeft >= 4
      ? onLeft
      : Math.min(onRight, width - plate.width - 4),
  )
  const top =
    at[1] - 18 - plate.height < 4
      ? Math.min(at[1] + 22, height - plate.height - 4)
      : at[1] - 18 - plate.height
  context.beginPath()
  context.roundRect(left, top, plate.width, plate.height, 4)
  context.fillStyle = chipFill
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = accent
  context.stroke()
  context.fillStyle = '#fff'
  context.fillText(text, left + 9, top + plate.height / 2 + 0.5)
  context.restore()
}

function onScreen(easel: Easel, points: readonly LonLat[]): ScreenPoint[] {
  return points.map((point) => easel.toScreen(point)).filter((point) => point !== null)
}

/** Adds a line to the path; points within a pixel's thousandth of the first close it. */
export function trace(context: CanvasRenderingContext2D, points: readonly ScreenPoint[]): void {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return
  context.moveTo(first[0], first[1])
  for (const [x, y] of points.slice(1)) context.lineTo(x, y)
  if (points.length > 3 && Math.hypot(first[0] - last[0], first[1] - last[1]) < 1e-3) context.closePath()
}

function lineTwice(context: CanvasRenderingContext2D, outer: number, inner: number): void {
  context.lineWidth = outer
  context.strokeStyle = casing
  context.stroke()
  context.lineWidth = inner
  context.strokeStyle = accent
  context.stroke()
}
