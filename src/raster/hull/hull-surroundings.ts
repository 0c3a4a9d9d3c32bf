import type { Patch } from './hull-patch.ts'

/** What a surface looks like: in each band its middle and its natural variation, of logarithms where radar is read so. */
export interface Surface {
  readonly middle: readonly number[]
  readonly spread: readonly number[]
  readonly isLogarithmic: boolean
}

/** How far every pixel is from the water (or dock floor) around: in units of how much that varies by itself. */
export interface Standing {
  /** How much brighter than the surroundings, over all bands; 0 where no band is brighter. */
  readonly bright: Float32Array
  /** How much darker, over all bands; 0 where any band is brighter. */
  readonly dark: Float32Array
  /** How much darker in those bands that are: shadows, also on a deck that is brighter than water in some band. */
  readonly shade: Float32Array
  /** How far from the surroundings, be they lit, in a shadow or half in it: what is neither water nor its shadow. */
  apart(): Float32Array
  /** Every band in units of the surroundings' variation, squeezed so that a step of one hull colour to another is about 1. */
  tones(): Float32Array[]
  /** How much of the patch is the surroundings, 0 to 1. */
  readonly share: number
  readonly surface: Surface
}

/** So many smooth pixels are compared with each other to find what most of them are. */
const samplesTaken = 250
/** And the roughness of so many. */
const roughnessTaken = 15_000
/** Differences past this many times the natural variation are no longer the same surface. */
const sameSurface = 4

/**
 * Finds the surface that most smooth pixels of a patch belong to, which is water around a ship afloat and the floor in
 * a dock, and tells every pixel from it.
 * @param not a surface that is taken for none of the surroundings: a quay that is larger and smoother than the water
 * @returns null where there is no such surface
 */
export function standingOut(patch: Patch, not: Surface | null = null): Standing | null {
  const stable = stabilised(patch)
  const isLogarithmic = stable !== patch
  const smooth = smoothPixels(stable, not?.isLogarithmic === isLogarithmic ? not : null)
  if (smooth.length < 30) return null
  const scale = stable.bands.map((band) => noiseOf(band, smooth, stable.width))
  const centre = densest(stable, smooth, scale)
  if (centre === null) return null
  const members = smooth.filter((at) => distance(stable, at, centre, scale) < sameSurface * 1.5)
  const middle = stable.bands.map((band) => median(members.map((at) => band[at] ?? 0)))
  const spread = stable.bands.map((band, index) => {
    const off = median(members.map((at) => Math.abs((band[at] ?? 0) - (middle[index] ?? 0))))
    return Math.max(1.4826 * off, scale[index] ?? 0, 1e-12)
  })
  const offs = stable.bands.map((band, index) => inUnits(band, middle[index] ?? 0, spread[index] ?? 1))
  const { bright, dark, shade, same } = aboveAndBelow(offs, stable.valid)
  return {
    bright,
    dark,
    shade,
    share: same / bright.length,
    surface: { middle, spread, isLogarithmic },
    apart: () => apartFrom(offs, stable.valid, { dark, bright }),
    tones: () => colours(stable).map((band) => toneOf(band, bright)),
  }
}

function inUnits(band: Float32Array, middle: number, spread: number): Float32Array {
  const off = new Float32Array(band.length)
  for (let at = 0; at < off.length; at++) off[at] = ((band[at] ?? 0) - middle) / spread
  return off
}

/** How far over all bands pixels lie above and below the surroundings, and how many of them are these. */
function aboveAndBelow(offs: readonly Float32Array[], valid: Uint8Array) {
  const count = valid.length
  const [bright, dark, shade] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  for (const plane of offs) {
    for (let at = 0; at < count; at++) {
      const off = plane[at] ?? 0
      if (off > 0) bright[at] = (bright[at] ?? 0) + off * off
      else shade[at] = (shade[at] ?? 0) + off * off
    }
  }
  let same = 0
  for (let at = 0; at < count; at++) {
    if (valid[at] === 0) {
      bright[at] = 0
      shade[at] = 0
      continue
    }
    const [above, below] = [Math.sqrt(bright[at] ?? 0), Math.sqrt(shade[at] ?? 0)]
    bright[at] = above
    shade[at] = below
    if (above >= sameSurface) continue
    dark[at] = below
    if (below < sameSurface) same++
  }
  return { bright, dark, shade, same }
}

/** A patch has shadows where some of it lies so far below the lit surroundings; the darkest part of that is full shadow. */
const shadowFrom = 6
const fullShadow = 0.35
/** Full shadow varies so many times as much as the lit surroundings. */
const shadowVaries = 2

/** How far every pixel is from the line between the lit surroundings and their shadow, in their natural variation. */
function apartFrom(
  offs: readonly Float32Array[],
  valid: Uint8Array,
  { dark, bright }: Pick<Standing, 'dark' | 'bright'>,
): Float32Array {
  const step = Math.max(1, Math.floor(dark.length / 40_000))
  const places: number[] = []
  for (let at = 0; at < dark.length; at += step) if ((dark[at] ?? 0) > shadowFrom) places.push(at)
  places.sort((a, b) => (dark[b] ?? 0) - (dark[a] ?? 0))
  const full = places.slice(0, Math.ceil(fullShadow * places.length))
  const way = offs.map((plane) => median(full.map((at) => plane[at] ?? 0)))
  const length = Math.hypot(...way)
  if (offs.length < 3 || length < shadowFrom) return bright
  const parts = new Float32Array(dark.length)
  offs.forEach((plane, band) => {
    const share = (way[band] ?? 0) / length ** 2
    for (let at = 0; at < parts.length; at++) parts[at] = (parts[at] ?? 0) + (plane[at] ?? 0) * share
  })
  const apart = new Float32Array(dark.length)
  offs.forEach((plane, band) => {
    const far = way[band] ?? 0
    for (let at = 0; at < apart.length; at++) {
      const part = Math.min(1.2, Math.max(0, parts[at] ?? 0))
      apart[at] = (apart[at] ?? 0) + ((plane[at] ?? 0) - part * far) ** 2
    }
  })
  for (let at = 0; at < apart.length; at++) {
    const part = Math.min(1, Math.max(0, parts[at] ?? 0))
    apart[at] = valid[at] === 0 ? 0 : Math.sqrt(apart[at] ?? 0) / (1 + (shadowVaries - 1) * part)
  }
  return apart
}

/** Brightness over all bands, and how much the last differs from the first: most of what tells one thing from another. */
function colours({ bands }: Patch): Float32Array[] {
  const [first, last] = [bands[0], bands.at(-1)]
  if (first === undefined || last === undefined) return []
  if (bands.length === 1) return [first]
  const [sum, difference] = [new Float32Array(first.length), new Float32Array(first.length)]
  for (const band of bands) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (band[at] ?? 0)
  for (let at = 0; at < sum.length; at++) {
    const [from, to] = [first[at] ?? 0, last[at] ?? 0]
    difference[at] = (to - from) / Math.max(1e-9, to + from)
  }
  return [sum, difference]
}

/** A band such that what stands out varies by about 1 from thing to thing. */
function toneOf(band: Float32Array, bright: Float32Array): Float32Array {
  const step = Math.max(1, Math.floor(band.length / 4000))
  const things: number[] = []
  for (let at = 0; at < band.length; at += step) if ((bright[at] ?? 0) > 6) things.push(band[at] ?? 0)
  const centre = median(things)
  const spread = 1.4826 * median(things.map((value) => Math.abs(value - centre)))
  const scale = spread > 0 ? 1 / (2 * spread) : 0
  const tone = new Float32Array(band.length)
  for (let at = 0; at < tone.length; at++) tone[at] = Math.tanh(((band[at] ?? 0) - centre) * scale)
  return tone
}

/** Radar's noise grows with the signal; its logarithm varies alike everywhere. */
function stabilised(patch: Patch): Patch {
  const isRadarLike = (band: Float32Array): boolean => {
    const some = everySo(patch, 2000).map((at) => band[at] ?? 0)
    if (some.some((value) => value < 0)) return false
    const sorted = Float32Array.from(some).sort()
    const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0
    return at(0.5) > 0 && at(0.4) - at(0.1) > 0.3 * at(0.4)
  }
  const [first] = patch.bands
  if (patch.bands.length > 2 || first === undefined || !isRadarLike(first)) return patch
  const floor = median(everySo(patch, 2000).map((at) => first[at] ?? 0)) / 4
  return { ...patch, bands: patch.bands.map((band) => band.map((value) => Math.log(Math.max(value, floor)))) }
}

function everySo(patch: Patch, most: number): number[] {
  const count = patch.width * patch.height
  const step = Math.max(1, Math.floor(count / most))
  const list: number[] = []
  for (let at = 0; at < count; at += step) if (patch.valid[at] !== 0) list.push(at)
  return list
}

/**
 * The half of the pixels that differ least from their neighbours, leaving out those of the surface `not`; of a large
 * patch every so-many-th is looked at.
 */
function smoothPixels(patch: Patch, not: Surface | null): number[] {
  const { width, height, bands, valid } = patch
  const scale = bands.map((band) => {
    const some = everySeventh(band).sort()
    return Math.max(1e-9, (some[Math.floor(some.length * 0.95)] ?? 1) - (some[0] ?? 0))
  })
  const stride = Math.max(1, Math.floor((width * height) / roughnessTaken))
  const places: number[] = []
  const roughness: number[] = []
  for (let at = width + 1; at < width * (height - 1) - 1; at += stride) {
    const column = at % width
    if (valid[at] === 0 || column === 0 || column === width - 1) continue
    if (not !== null && distance(patch, at, not.middle, not.spread) < sameSurface * 1.5) continue
    let rough = 0
    for (let index = 0; index < bands.length; index++) {
      const band = bands[index]
      if (band === undefined) continue
      const here = band[at] ?? 0
      const steps =
        Math.abs((band[at + 1] ?? here) - here) +
        Math.abs((band[at - 1] ?? here) - here) +
        Math.abs((band[at + width] ?? here) - here) +
        Math.abs((band[at - width] ?? here) - here)
      rough += steps / (scale[index] ?? 1)
    }
    places.push(at)
    roughness.push(rough)
  }
  const limit = median(roughness)
  return places.filter((_, index) => (roughness[index] ?? 0) <= limit)
}

function everySeventh(band: Float32Array): Float32Array {
  const some = new Float32Array(Math.ceil(band.length / 7))
  for (let at = 0; at < some.length; at++) some[at] = band[at * 7] ?? 0
  return some
}

/** How much a band varies from pixel to pixel on smooth ground. Rows or columns may be repeats of each other. */
function noiseOf(band: Float32Array, smooth: readonly number[], width: number): number {
  const along = (step: number) =>
    median(smooth.map((at) => Math.abs((band[at] ?? 0) - (band[at + step] ?? 0))))
  return Math.max(1e-12, (1.4826 * Math.max(along(width), along(1))) / Math.SQRT2)
}

/** The values around which most of the smooth pixels lie. */
function densest(patch: Patch, smooth: readonly number[], scale: readonly number[]): number[] | null {
  const ordered = [...smooth].sort((a, b) => a - b)
  const step = Math.max(1, Math.floor(ordered.length / samplesTaken))
  const some = ordered.filter((_, index) => index % step === 0)
  let best: { at: number; near: number } | null = null
  for (const at of some) {
    const own = patch.bands.map((band) => band[at] ?? 0)
    let near = 0
    for (const other of some) if (distance(patch, other, own, scale) < sameSurface) near++
    if (best === null || near > best.near) best = { at, near }
  }
  if (best === null || best.near < some.length * 0.05) return null
  const { at } = best
  const own = patch.bands.map((band) => band[at] ?? 0)
  const members = some.filter((other) => distance(patch, other, own, scale) < sameSurface)
  return patch.bands.map((band) => median(members.map((member) => band[member] ?? 0)))
}

function distance(patch: Patch, at: number, from: readonly number[], scale: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < patch.bands.length; index++) {
    const off = ((patch.bands[index]?.[at] ?? 0) - (from[index] ?? 0)) / (scale[index] ?? 1)
    sum += off * off
  }
  return Math.sqrt(sum / patch.bands.length)
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  const [low, high] = [sorted[Math.max(0, half - 1)] ?? 0, sorted[half] ?? 0]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}
