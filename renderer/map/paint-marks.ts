import { ringOf, type LonLat, type Polygon } from '../../src/domain/polygon.ts'
import { accent, casing, mapFont, sideABlue, trace } from './footprints/paint.ts'
import type { Easel, ScreenPoint, Side } from './tools/pen.ts'

/** A cross with a gap in its middle and a number beside it: the thing itself stays to be seen. */
export function paintMark(easel: Easel, lonLat: LonLat, side: Side, label: string): void {
  const at = easel.toScreen(lonLat)
  if (at === null) return
  const [x, y] = at
  const { context } = easel
  const [gap, arm] = [4, 12]
  context.save()
  context.beginPath()
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + dx * gap, y + dy * gap)
    context.lineTo(x + dx * arm, y + dy * arm)
  }
  context.lineWidth = 4
  context.strokeStyle = casing
  context.stroke()
  context.lineWidth = 1.6
  context.strokeStyle = side === 'A' ? sideABlue : accent
  context.stroke()
  context.font = `600 11px ${mapFont}`
  context.textBaseline = 'bottom'
  context.lineWidth = 3
  context.strokeStyle = casing
  context.strokeText(label, x + 7, y - 4)
  context.fillStyle = side === 'A' ? sideABlue : accent
  context.fillText(label, x + 7, y - 4)
  context.restore()
}

/** The border of an area, dashed. */
export function paintArea(easel: Easel, area: Polygon): void {
  const points = ringOf(area)
    .map((corner) => easel.toScreen(corner))
    .filter((point): point is ScreenPoint => point !== null)
  const { context } = easel
  context.save()
  context.beginPath()
  trace(context, points)
  context.lineWidth = 3.5
  context.strokeStyle = casing
  context.stroke()
  context.setLineDash([6, 4])
  context.lineWidth = 1.5
  context.strokeStyle = '#fff'
  context.stroke()
  context.restore()
}
