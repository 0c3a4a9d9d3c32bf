import { detectHull, type FoundHull } from '../../../src/raster/hull/hull-detection.ts'
import type { HullSource } from '../../../src/raster/hull/hull-look.ts'
import type { PixelPoint } from '../../../src/raster/hull/hull-patch.ts'
import { anyDay } from '../../scenes/any-day.ts'
import { makeRandom } from '../../scenes/prng.ts'
import { sampleScenes } from '../../scenes/sample-scenes.ts'
import { renderScene, type RenderedScene, type SceneSpec } from '../../scenes/scene.ts'
import { gridOf, type HullTruth } from '../../scenes/truth.ts'
import { makeShipyard } from '../../scenes/yard.ts'

export type Lying = 'free' | 'alongside' | 'docked'

/** What was found where a hull of the generator lies. */
export interface Trial {
  readonly key: string
  readonly lying: Lying
  readonly found: FoundHull | null
  /** How far each side of what was found lies outward of the true one, in pixels; null where nothing was. */
  readonly off: readonly number[] | null
}

/** What tells where pixels lie. */
interface Placed extends Pick<RenderedScene, 'geoTransform'> {
  readonly truth: Pick<RenderedScene['truth'], 'epsg' | 'shift_east_m' | 'shift_north_m'>
}

const free = ['at_anchor', 'underway', 'moored_buoy']
const alongside = ['alongside', 'rafted']
const docked = ['dry_dock', 'floating_dock', 'slipway']

/** Points at every hull that lies whole in a sample scene, not quite in its middle, and takes what is found. */
export function pointAtHulls(fileName: string, seed: string): Promise<Trial[]> {
  const spec = sampleScenes().find((one) => one.fileName.startsWith(fileName))
  if (spec === undefined) throw new Error(`the sample has no scene ${fileName}`)
  return pointIn(renderScene(makeShipyard(), spec), spec, seed)
}

/**
 * The same in a picture of a day that the sample does not tell of, taken as the scene of the sample was.
 * @param gsdM metres of a pixel, where others than that scene's: of the piers and the docks only
 */
export function pointAtHullsOfAnyDay(fileName: string, seed: string, gsdM?: number): Promise<Trial[]> {
  const sample = sampleScenes().find((one) => one.fileName.startsWith(fileName))
  if (sample === undefined) throw new Error(`the sample has no scene ${fileName}`)
  const day = anyDay(seed)
  const window =
    gsdM === undefined
      ? sample.window
      : {
          west: -1180,
          north: 640,
          width: Math.round(1500 / gsdM),
          height: Math.round(1450 / gsdM),
          gsdM,
        }
  const spec = { ...sample, window, date: day.id, fileName: `${seed} ${sample.fileName}` }
  return pointIn(renderScene({ dates: [day] }, spec), spec, seed)
}

async function pointIn(scene: RenderedScene, spec: SceneSpec, seed: string): Promise<Trial[]> {
  const source = sourceOf(scene, spec.window.gsdM)
  const random = makeRandom(seed, 0)
  const trials: Trial[] = []
  for (const hull of scene.truth.hulls) {
    const lying = free.includes(hull.berth_state)
      ? 'free'
      : alongside.includes(hull.berth_state)
        ? 'alongside'
        : docked.includes(hull.berth_state)
          ? 'docked'
          : null
    const corners = cornersIn(scene, hull)
    if (lying === null || !corners.every((corner) => hasData(scene, corner))) continue
    const frame = frameOf(corners)
    const at = frame.at(random.between(-0.25, 0.25) * frame.length, random.between(-0.15, 0.15) * frame.beam)
    const found = await detectHull(source, at)
    trials.push({ key: hull.key, lying, found, off: found === null ? null : frame.off(found.corners) })
  }
  return trials
}

/** How many of the hulls that lie so were found with each side within so many pixels. */
export function share(trials: readonly Trial[], lying: Lying, withinPixels: number) {
  const all = trials.filter((trial) => trial.lying === lying)
  const right = all.filter(({ off }) => off?.every((pixels) => Math.abs(pixels) <= withinPixels) === true)
  return { right: right.length, of: all.length, part: right.length / Math.max(1, all.length) }
}

/** The samples of a scene as the detection reads them. */
export function sourceOf({ raster }: Pick<RenderedScene, 'raster'>, gsdM: number): HullSource {
  const { width, height, bands } = raster
  return {
    pixelWidthM: gsdM,
    pixelHeightM: gsdM,
    read: (left, top, columns, rows) => {
      const patch = {
        width: columns,
        height: rows,
        bands: bands.map(() => new Float32Array(columns * rows)),
        valid: new Uint8Array(columns * rows),
      }
      for (let row = Math.max(0, -top); row < Math.min(rows, height - top); row++) {
        for (let column = Math.max(0, -left); column < Math.min(columns, width - left); column++) {
          const [from, to] = [(top + row) * width + left + column, row * columns + column]
          patch.valid[to] = bands.some((band) => band[from] !== 0) ? 1 : 0
          patch.bands.forEach((band, index) => (band[to] = bands[index]?.[from] ?? 0))
        }
      }
      return Promise.resolve(patch)
    },
  }
}

/** Where the corners of a hull are in the pixels of a scene. */
export function cornersIn({ geoTransform, truth }: Placed, hull: Pick<HullTruth, 'ring'>): PixelPoint[] {
  const grid = gridOf(truth.epsg)
  const [west, stepX, , north, , stepY] = geoTransform
  return hull.ring.map((place) => {
    const [x, y] = grid.forward(place)
    return [(x - truth.shift_east_m - west) / stepX, (y - truth.shift_north_m - north) / stepY]
  })
}

export function hasData({ raster }: Pick<RenderedScene, 'raster'>, [x, y]: PixelPoint): boolean {
  const inside = x >= 0 && y >= 0 && x < raster.width && y < raster.height
  return inside && raster.bands[0]?.[Math.floor(y) * raster.width + Math.floor(x)] !== 0
}

/** A true hull's own frame. Corners: stern starboard, bow starboard, bow port, stern port. */
export function frameOf([a, b, c]: readonly PixelPoint[]) {
  if (a === undefined || b === undefined || c === undefined) throw new Error('a hull has four corners')
  const [length, beam] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(c[0] - b[0], c[1] - b[1])]
  const forward = [(b[0] - a[0]) / length, (b[1] - a[1]) / length] as const
  const port = [(c[0] - b[0]) / beam, (c[1] - b[1]) / beam] as const
  const centre = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2] as const
  return {
    length,
    beam,
    at: (u: number, v: number): PixelPoint => [
      centre[0] + u * forward[0] + v * port[0],
      centre[1] + u * forward[1] + v * port[1],
    ],
    off: (corners: readonly PixelPoint[]): number[] => {
      const along = (way: readonly [number, number]) =>
        corners.map(([x, y]) => (x - centre[0]) * way[0] + (y - centre[1]) * way[1]).sort((p, q) => p - q)
      const sides = (values: number[], size: number) => {
        const [first = 0, second = 0, third = 0, fourth = 0] = values
        return [-(first + second) / 2 - size / 2, (third + fourth) / 2 - size / 2]
      }
      return [...sides(along(forward), length), ...sides(along(port), beam)]
    },
  }
}
