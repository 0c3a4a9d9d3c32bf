import type { Point } from './canvas.ts'
import { materials, shaded, type Material } from './materials.ts'
import { darken, disc, fill, partOf, prism, rectangle, stroke, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'

/** A building in the yard's frame: centre, sides along its own axes, turned from u towards v. */
export interface Building {
  readonly u: number
  readonly v: number
  readonly length: number
  readonly width: number
  readonly turnDeg: number
  readonly height: number
  readonly roof: Material
  /** `gable`: a ridge along the length; `saw`: several ridges; `flat`: parapet and plant on the roof. */
  readonly style: 'gable' | 'saw' | 'flat'
}

/** How bright a roof plane is against a level one: its normal leans towards (x, y) with this slope. */
function lean(pen: Pen, x: number, y: number, slope: number): number {
  const [cx, cy] = pen.cast
  const length = Math.hypot(cx, cy)
  // The cast points away from the sun and its length is the cotangent of the elevation.
  return Math.max(0.35, (1 - (x * cx + y * cy) * slope) / Math.hypot(1, slope) + 0.02 * length)
}

/** Draws one building: shadow, walls in the sun's lee left out, roof planes, and what one sees on a roof. */
export function drawBuilding(site: Pen, building: Building): void {
  const pen = partOf(site, building.u, building.v, building.turnDeg)
  const [l, w] = [building.length / 2, building.width / 2]
  const { roof, height } = building
  const detail = pen.canvas.gsdM < 2
  prism(pen, rectangle(-l, -w, l, w), height, roof)
  const random = makeRandom('roof', Math.round(building.u * 7), Math.round(building.v * 7))
  if (building.style === 'gable') {
    ridge(pen, -l, l, -w, w, roof)
  } else if (building.style === 'saw') {
    const bays = Math.max(2, Math.round(building.width / 24))
    for (let i = 0; i < bays; i++)
      ridge(pen, -l, l, -w + (2 * w * i) / bays, -w + (2 * w * (i + 1)) / bays, roof)
  } else if (detail || building.length > 30) {
    fill(pen, rectangle(-l, -w, l, w), shaded(roof, 1.15))
    fill(pen, rectangle(-l + 0.8, -w + 0.8, l - 0.8, w - 0.8), shaded(roof, random.between(0.85, 1)))
    const boxes = Math.min(8, Math.floor(building.length / 13))
    for (let i = 0; i < boxes; i++) {
      const x = -l + ((i + 0.3 + 0.4 * random.next()) * 2 * l) / boxes
      const y = random.between(-w * 0.5, w * 0.5)
      const size = random.between(1.5, 3.2)
      prism(
        pen,
        rectangle(x - size, y - size * 0.7, x + size, y + size * 0.7),
        3,
        shaded(roof, random.between(0.8, 1.3)),
      )
    }
  }
  if (detail && building.style !== 'flat') {
    // Seams and skylights across the sheets.
    const step = random.between(6, 9)
    const clear = random.next() < 0.6
    for (let x = -l + step; x < l - 1; x += step)
      fill(
        pen,
        rectangle(x - 0.15, -w, x + 0.15, w),
        clear ? shaded(materials.roofWhite, 0.9) : shaded(roof, 0.8),
        0.55,
      )
  }
}

function ridge(pen: Pen, x0: number, x1: number, y0: number, y1: number, roof: Material): void {
  const middle = (y0 + y1) / 2
  fill(pen, rectangle(x0, y0, x1, middle), shaded(roof, lean(pen, 0, -1, 0.22)))
  fill(pen, rectangle(x0, middle, x1, y1), shaded(roof, lean(pen, 0, 1, 0.22)))
  if (pen.canvas.gsdM < 2) fill(pen, rectangle(x0, middle - 0.5, x1, middle + 0.5), shaded(roof, 1.25), 0.7)
}

/** An upright tank: shadow, roof, a rim in the sun and the crescent inside its lee. */
export function drawTank(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  height: number,
  roof: Material,
): void {
  const [cx, cy] = pen.cast
  const length = Math.hypot(cx, cy)
  prism(pen, disc(x, y, radius, 28), height, shaded(roof, 0.95))
  fill(
    pen,
    disc(x - (cx / length) * radius * 0.1, y - (cy / length) * radius * 0.1, radius * 0.86, 24),
    shaded(roof, 1.05),
  )
  if (pen.canvas.gsdM < 2) fill(pen, disc(x, y, radius * 0.16, 12), shaded(roof, 0.8))
}

/** A portal jib crane: portal, machine house, jib raised over `reach` metres towards `aimDeg` (from x towards y). */
export function drawJibCrane(
  pen: Pen,
  x: number,
  y: number,
  aimDeg: number,
  reach: number,
  paint: Material,
): void {
  const aim = (aimDeg * Math.PI) / 180
  const [dx, dy] = [Math.cos(aim), Math.sin(aim)]
  const [cx, cy] = pen.cast
  const foot = 5.2
  for (const [sx, sy] of [
    [-foot, -foot],
    [foot, -foot],
    [-foot, foot],
    [foot, foot],
  ] as const)
    prism(pen, rectangle(x + sx - 0.9, y + sy - 0.9, x + sx + 0.9, y + sy + 0.9), 18, paint)
  const low = 24
  const high = low + reach * 0.75
  const tip: Point = [x + dx * reach, y + dy * reach]
  const heel: Point = [x + dx * 2, y + dy * 2]
  const shade = (p: Point, h: number): Point => [p[0] + cx * h, p[1] + cy * h]
  darken(pen, stroke(shade(heel, low), shade(tip, high), 2.2), 0.75)
  darken(pen, stroke(shade([x, y], 0), shade([x, y], low), 5), 0.7)
  prism(pen, rectangle(x - 5.6, y - 5.6, x + 5.6, y + 5.6), 19, shaded(paint, 0.8), 17)
  const house = partOf(pen, x, y, aimDeg)
  prism(house, rectangle(-8, -2.6, 3.5, 2.6), 26, paint, 20)
  if (pen.canvas.gsdM < 1.2) {
    const side: Point = [-dy * 1, dx * 1]
    for (const s of [-1, 1])
      fill(
        pen,
        stroke(
          [heel[0] + side[0] * s * 1.3, heel[1] + side[1] * s * 1.3],
          [tip[0] + side[0] * s * 0.3, tip[1] + side[1] * s * 0.3],
          0.55,
        ),
        paint,
      )
    for (let k = 0; k < 12; k++) {
      const a = (k / 12) * reach
      const b = ((k + 1) / 12) * reach
      const s = k % 2 === 0 ? 1 : -1
      fill(
        pen,
        stroke(
          [heel[0] + dx * a + side[0] * s, heel[1] + dy * a + side[1] * s],
          [heel[0] + dx * b - side[0] * s * 0.8, heel[1] + dy * b - side[1] * s * 0.8],
          0.4,
        ),
        paint,
        0.8,
      )
    }
  } else fill(pen, stroke(heel, tip, 1.9), paint, 0.9)
  const strayed = pen.canvas.kind === 'radar'
  if (strayed) fill(pen, disc(x, y, 7, 8), { ...paint, radar: 14 })
}

/** A goliath gantry: two legs on their rails at y0 and y1, the girder between them high over the dock. */
export function drawGantry(
  pen: Pen,
  x: number,
  y0: number,
  y1: number,
  height: number,
  paint: Material,
): void {
  for (const y of [y0, y1]) {
    prism(pen, rectangle(x - 17, y - 1.6, x - 12, y + 1.6), height, paint)
    prism(pen, rectangle(x + 12, y - 1.6, x + 17, y + 1.6), height, paint)
    prism(pen, rectangle(x - 18, y - 2, x + 18, y + 2), 4, shaded(paint, 0.8))
  }
  const [low, high] = [height - 9, height]
  for (const offset of [-6.5, 6.5]) {
    prism(pen, rectangle(x + offset - 2, y0 - 8, x + offset + 2, y1 + 8), high, shaded(paint, 1.05), low)
    if (pen.canvas.gsdM < 1.2)
      fill(pen, rectangle(x + offset - 0.35, y0 - 8, x + offset + 0.35, y1 + 8), shaded(paint, 0.6), 0.8)
  }
  const trolley = y0 + (y1 - y0) * 0.36
  prism(
    pen,
    rectangle(x - 9, trolley - 5, x + 9, trolley + 5),
    high + 5,
    shaded(materials.craneWhite, 0.9),
    high,
  )
  if (pen.canvas.kind === 'radar') fill(pen, rectangle(x - 12, y0, x + 12, y1), { ...paint, radar: 18 })
}
