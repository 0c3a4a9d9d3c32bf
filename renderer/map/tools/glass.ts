import type { PlanePose } from '../ground-view.ts'
import type { ScreenBox } from '../map-contract.ts'
import type { ScreenPoint } from './pen.ts'
import { between, type Picture, type Plane, type XY } from '../scenes/scene-plane.ts'

/** What one column and one row of a file are on the screen: to the right and down, in CSS pixels. */
export interface PixelAxes {
  readonly column: readonly [right: number, down: number]
  readonly row: readonly [right: number, down: number]
}

/** How much larger than on the screen, and at most so many CSS pixels for a pixel of the file. */
const enlarged = 4
const largest = 24
/** A scene whose pixels are far longer than broad fills the glass no farther than this. */
const mostPixels = 301

/** How the pixels of a scene lie on the screen at a point of the view's plane; null where that is not on the scene's. */
export function pixelAxes(picture: Picture, plane: Plane, pose: PlanePose, xy: XY): PixelAxes | null {
  const here = between(plane, picture.plane, xy)
  if (here === null) return null
  const right = between(picture.plane, plane, [here[0] + picture.pixelWidth, here[1]])
  const below = between(picture.plane, plane, [here[0], here[1] - picture.pixelHeight])
  if (right === null || below === null) return null
  const [cos, sin] = [Math.cos(pose.rotation), Math.sin(pose.rotation)]
  const onScreen = ([x, y]: XY): readonly [number, number] => {
    const [dx, dy] = [(x - xy[0]) / pose.resolution, (y - xy[1]) / pose.resolution]
    return [dx * cos + dy * sin, dx * sin - dy * cos]
  }
  return { column: onScreen(right), row: onScreen(below) }
}

/** What of a file is to be seen in a square glass, and how it is laid under it. */
export interface Glass {
  /** Odd, so that one pixel is in the middle. */
  readonly columns: number
  readonly rows: number
  /** CSS pixels for a column, and for a row, before they are laid. */
  readonly each: number
  /** The first four numbers of a CSS matrix about the middle; it leaves areas as they are. */
  readonly transform: readonly [number, number, number, number]
}

/** @param size width and height of the glass in CSS pixels */
export function glassOver({ column, row }: PixelAxes, size: number): Glass {
  const area = column[0] * row[1] - column[1] * row[0]
  const scale = Math.sqrt(Math.abs(area))
  if (!(scale > 0)) return { columns: 1, rows: 1, each: size, transform: [1, 0, 0, 1] }
  const each = Math.min(largest, Math.max(enlarged, enlarged * scale))
  const [a, b, c, d] = [column[0] / scale, column[1] / scale, row[0] / scale, row[1] / scale]
  // The inverse of the matrix, whose determinant is 1 or -1, takes the glass's corners to pixels of the file.
  const [across, down] = [Math.abs(d) + Math.abs(c), Math.abs(b) + Math.abs(a)]
  const odd = (half: number) => Math.min(mostPixels, 2 * Math.ceil(half) + 1)
  const half = size / 2 / each
  return { columns: odd(across * half), rows: odd(down * half), each, transform: [a, b, c, d] }
}

/** The glass stands off the pointer by so much, and off the edge of the map. */
const offset = 22
const margin = 4

/**
 * Where the upper left corner of a square glass goes beside a pointer, in CSS pixels of the map: below it and to the
 * right, else where it hides least behind what lies over the map. Above and to the right the measures stand.
 * @param map where the map is on the page
 * @param covered what lies over it, on the page
 */
export function glassPlace(
  [x, y]: ScreenPoint,
  size: number,
  map: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  covered: readonly ScreenBox[],
): ScreenPoint {
  const [right, below] = [x + offset, y + offset]
  const [left, above] = [x - offset - size, y - offset - size]
  const within = (at: number, room: number) => Math.max(margin, Math.min(at, room - size - margin))
  // What the glass itself would hide most of all is what it is held over.
  const underPen = {
    left: x - offset / 2,
    right: x + offset / 2,
    top: y - offset / 2,
    bottom: y + offset / 2,
  }
  const over = covered.map((box) => ({
    left: box.left - map.left,
    right: box.right - map.left,
    top: box.top - map.top,
    bottom: box.bottom - map.top,
  }))
  let best: { readonly place: ScreenPoint; readonly hidden: number } | null = null
  for (const [column, row] of [
    [right, below],
    [left, below],
    [left, above],
    [right, above],
  ] as const) {
    const place: ScreenPoint = [within(column, map.width), within(row, map.height)]
    const own = { left: place[0], top: place[1], right: place[0] + size, bottom: place[1] + size }
    const hidden = over.reduce((sum, box) => sum + shared(own, box), size * size * shared(own, underPen))
    if (best === null || hidden < best.hidden) best = { place, hidden }
  }
  return best?.place ?? [right, below]
}

/** The area that two boxes have in common. */
function shared(a: ScreenBox, b: ScreenBox): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? width * height : 0
}
