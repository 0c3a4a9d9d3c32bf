import type { Feature } from './coregistration-features.ts'
import type { GroundWindow } from './overlap-window.ts'
import type { SceneImage } from '../scene-image.ts'
import type { East, SceneOnGround } from '../placing/scene-on-ground.ts'

/** A box in a local plane, metres. */
export interface GroundBox {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Steps along a scene's side by which its border is walked. */
const steps = 8
/** A window of which less than this share lies in both pictures is not looked at. */
const leastCover = 0.3

/** The box around a scene in a local plane; null where none of its border is on Earth. */
export function sceneBox(image: SceneImage, ground: SceneOnGround): GroundBox | null {
  const places: East[] = []
  for (let down = 0; down <= steps; down += 1) {
    for (let across = 0; across <= steps; across += 1) {
      if (down > 0 && down < steps && across > 0 && across < steps) continue
      const place = ground.toGround([(image.width * across) / steps, (image.height * down) / steps])
      if (place !== null) places.push(place)
    }
  }
  return boxAround(places)
}

export function boxAround(places: readonly East[]): GroundBox | null {
  if (places.length === 0) return null
  const [easts, norths] = [places.map(([east]) => east), places.map(([, north]) => north)]
  return {
    west: Math.min(...easts),
    south: Math.min(...norths),
    east: Math.max(...easts),
    north: Math.max(...norths),
  }
}

/** What boxes share; null where they share nothing. */
export function sharedBox(boxes: readonly GroundBox[]): GroundBox | null {
  const west = Math.max(...boxes.map((box) => box.west))
  const south = Math.max(...boxes.map((box) => box.south))
  const east = Math.min(...boxes.map((box) => box.east))
  const north = Math.min(...boxes.map((box) => box.north))
  return west < east && south < north ? { west, south, east, north } : null
}

/** The windows that are searched for a match, all of one size. */
export interface WindowPlan {
  readonly windows: readonly GroundWindow[]
  /** The overlap's sides in pixels of the windows. */
  readonly acrossPx: number
  readonly downPx: number
}

/**
 * Spreads windows over the overlap: as large as it allows up to 512 pixels, so that shifts up to a quarter of that are
 * found, and at most `most` a side.
 * @param covers whether a place lies in both pictures (and in the drawn area)
 */
export function planWindows(
  box: GroundBox,
  gsdM: number,
  most: number,
  covers: (place: East) => boolean,
): WindowPlan {
  const { west, south, east, north } = box
  const [acrossPx, downPx] = [(east - west) / gsdM, (north - south) / gsdM]
  const shorter = Math.min(acrossPx, downPx)
  const size = shorter >= 700 ? 512 : shorter >= 100 ? 256 : 128
  const [columns, rows] = [countAlong(acrossPx, size, most), countAlong(downPx, size, most)]
  const windows: GroundWindow[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const window = {
        eastM: placed(column, columns, west, east, size * gsdM),
        northM: placed(row, rows, south, north, size * gsdM),
        size,
        gsdM,
      }
      // A window that is larger than the overlap counts by its part of it.
      if (cover(window, covers) >= leastCover * partOf(box, window)) windows.push(window)
    }
  }
  return { windows: scattered(windows), acrossPx, downPx }
}

/** The share of a window that an overlap can fill. */
export function partOf({ west, south, east, north }: GroundBox, { size, gsdM }: GroundWindow): number {
  const sideM = size * gsdM
  return Math.min(1, (east - west) / sideM) * Math.min(1, (north - south) / sideM)
}

/** In an order in which the first ones lie far apart. */
function scattered<T>(list: readonly T[]): T[] {
  if (list.length < 5) return [...list]
  const half = Math.floor(list.length / 2)
  // A stride that shares no divisor with the length passes each once.
  const stride = list.length % 2 === 1 ? half : half % 2 === 0 ? half - 1 : half - 2
  return list.flatMap((_, index) => {
    const next = (index * stride) % list.length
    return list.slice(next, next + 1)
  })
}

function countAlong(pixels: number, size: number, most: number): number {
  // Windows may share a part: the taper lets each see mostly its middle.
  return Math.max(1, Math.min(most, Math.ceil(pixels / size - 0.2)))
}

function placed(index: number, count: number, low: number, high: number, sideM: number): number {
  const room = Math.max(0, high - low - sideM)
  return (low + high) / 2 + (count === 1 ? 0 : (index / (count - 1) - 0.5) * room)
}

function cover({ eastM, northM, size, gsdM }: GroundWindow, covers: (place: East) => boolean): number {
  let inside = 0
  const points = 7
  for (let down = 0; down < points; down += 1) {
    for (let across = 0; across < points; across += 1) {
      const [x, y] = [(across + 0.5) / points - 0.5, (down + 0.5) / points - 0.5]
      if (covers([eastM + x * size * gsdM, northM + y * size * gsdM])) inside += 1
    }
  }
  return inside / points ** 2
}

/**
 * Smaller windows within a window, at most as far apart as the overlap reaches: three a side, or five that share a part of
 * their ground where the overlap is small, or where radar's speckle hides much.
 */
export function votersIn(
  window: GroundWindow,
  { acrossPx, downPx }: WindowPlan,
  feature: Feature,
): GroundWindow[] {
  const isLarge = Math.min(acrossPx, downPx) >= 400
  const size = feature === 'edges' ? Math.min(128, window.size / 2) : isLarge ? 128 : 64
  const aSide = feature === 'brightness' && isLarge ? 3 : 5
  const apart = (pixels: number) => (Math.max(0, Math.min(window.size, pixels) - size) / 2) * window.gsdM
  const [across, up] = [apart(acrossPx), apart(downPx)]
  const places = Array.from({ length: aSide }, (_, index) => (2 * index) / (aSide - 1) - 1)
  return places.flatMap((north) =>
    places.map((east) => ({
      eastM: window.eastM + east * across,
      northM: window.northM + north * up,
      size,
      gsdM: window.gsdM,
    })),
  )
}
