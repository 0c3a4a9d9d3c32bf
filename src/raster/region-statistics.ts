import { readGrid, type Pixels } from './read-window.ts'
import type { SceneReader } from './scene-reader.ts'
import { sampleGrid, statisticsOf, validSamples, type BandStatistics, type Region } from './statistics.ts'

/** A part of the full resolution, and what of it counts. */
export interface CountedRegion extends Region {
  /** Only pixels whose middle lies inside of this ring of columns and rows count. */
  readonly ring?: readonly (readonly [number, number])[] | undefined
}

/**
 * Statistics of bands over a fixed grid of valid pixels: each band on its own, or with `difference` the normalised
 * difference (first − second) / (first + second) of two. The same file and region give the same numbers.
 * @param region the part to look at, which may hang over the edge; the whole scene where it is left out
 * @returns one entry for each band, one for a difference; with a count of 0 where no pixel counts
 * @throws Problem as readGrid does; an AbortError when `signal` aborts
 */
export async function regionStatistics(
  reader: SceneReader,
  bands: readonly number[],
  difference: boolean,
  region?: CountedRegion,
  signal?: AbortSignal,
): Promise<BandStatistics[]> {
  const part = inside(reader, region)
  if (part === null) return (difference ? [0] : bands).map((band) => statisticsOf(band, new Float64Array()))
  const { columns, rows } = sampleGrid(reader, part)
  const read = await readGrid(reader, 0, columns, rows, bands, signal)
  const pixels = region?.ring === undefined ? read : within(read, region.ring, columns, rows)
  const infos = bands.map((band) => reader.image.bands[band - 1] ?? null)
  if (difference) return [statisticsOf(0, differences(pixels))]
  return bands.map((band, index) => {
    const samples = pixels.samples[index]
    const values =
      samples === undefined ? new Float64Array() : validSamples(samples, pixels, infos[index] ?? null)
    return statisticsOf(band, values)
  })
}

function inside({ image }: SceneReader, region: CountedRegion | undefined): Region | null {
  if (region === undefined) return { x: 0, y: 0, width: image.width, height: image.height }
  const [x, y] = [Math.max(0, region.x), Math.max(0, region.y)]
  const width = Math.min(image.width, region.x + region.width) - x
  const height = Math.min(image.height, region.y + region.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The pixels with those outside of the ring as ones without data (even-odd rule at the pixels' middles). */
function within(
  pixels: Pixels,
  ring: readonly (readonly [number, number])[],
  columns: Int32Array,
  rows: Int32Array,
): Pixels {
  const valid = new Uint8Array(columns.length * rows.length)
  rows.forEach((row, down) => {
    const crossings = crossingsOf(ring, row + 0.5)
    columns.forEach((column, across) => {
      const at = down * columns.length + across
      const before = crossings.filter((x) => x <= column + 0.5).length
      valid[at] = before % 2 === 1 && pixels.valid?.[at] !== 0 ? 1 : 0
    })
  })
  return { ...pixels, valid }
}

/** Where the ring crosses a horizontal line. */
function crossingsOf(ring: readonly (readonly [number, number])[], y: number): number[] {
  return ring.flatMap(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1]
    return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)]
  })
}

function differences({ samples, valid }: Pixels): Float64Array {
  const [first, second] = samples
  const values: number[] = []
  if (first === undefined || second === undefined) return new Float64Array()
  for (let at = 0; at < first.length; at += 1) {
    if (valid?.[at] === 0) continue
    const [a, b] = [first[at] ?? NaN, second[at] ?? NaN]
    const value = (a - b) / (a + b)
    if (Number.isFinite(value)) values.push(value)
  }
  return Float64Array.from(values)
}
