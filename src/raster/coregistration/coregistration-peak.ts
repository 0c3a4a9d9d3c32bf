import { fourierOf } from './fourier.ts'

/** The cross-power spectrum of two windows of one size, or the sum of several. */
export interface CrossSpectrum {
  readonly size: number
  /** The highest frequency that it holds, cycles a pixel. */
  readonly highest: number
  /** Complex, one number for each of the frequencies in their order. */
  readonly values: Float64Array
}

/** Where two windows match best. */
export interface Peak {
  /** Pixels to the right and down by which what is in the first window lies further in the second. */
  readonly x: number
  readonly y: number
  /** How far the next best match elsewhere is below it: 0 no difference, 1 there is no other. */
  readonly distinctness: number
}

/**
 * Highest frequencies that count, in cycles a pixel: for finding a match, where noise of one sensor may correlate with
 * itself, and for its fraction of a pixel, where shadows draw coarse structures off. A radar sees none of the shadows
 * that an optical scene has, and these draw coarse and fine edges off to different sides: the mean of both errs less.
 */
export const highestFrequency = {
  brightness: { finding: 0.2, refining: [0.4] },
  edges: { finding: 0.3, refining: [0.16, 0.35] },
} as const

/** A match this near to another is the same one, pixels. */
const sameMatch = 6

/** The frequencies of a square up to a highest one. */
interface Frequencies {
  /** Where each stands in a transposed spectrum. */
  readonly places: Int32Array
  /** Radians a pixel across and down. */
  readonly across: Float64Array
  readonly down: Float64Array
}

const knownFrequencies = new Map<string, Frequencies>()

/** Ordered from low to high, so that those up to a lower limit come first. */
function frequenciesOf(size: number, highest: number): Frequencies {
  const key = `${size} ${highest}`
  const known = knownFrequencies.get(key)
  if (known !== undefined) return known
  const reach = Math.floor(highest * size)
  const side = 2 * reach + 1
  const keys: number[] = []
  for (let u = -reach, at = 0; u <= reach; u += 1) {
    for (let v = -reach; v <= reach; v += 1, at += 1) {
      if (isUpTo(u, v, size, highest)) keys.push((u * u + v * v) * side * side + at)
    }
  }
  // Numbers without a comparison of their own sort many times faster than pairs.
  const places = Float64Array.from(keys)
    .sort()
    .map((key) => key % (side * side))
  const acrossOf = (place: number): number => Math.floor(place / side) - reach
  const downOf = (place: number): number => (place % side) - reach
  const made = {
    places: Int32Array.from(
      places,
      (place) => 2 * (((acrossOf(place) + size) % size) * size + ((downOf(place) + size) % size)),
    ),
    across: places.map((place) => (2 * Math.PI * acrossOf(place)) / size),
    down: places.map((place) => (2 * Math.PI * downOf(place)) / size),
  }
  knownFrequencies.set(key, made)
  return made
}

function isUpTo(u: number, v: number, size: number, highest: number): boolean {
  return u * u + v * v <= (highest * size) ** 2
}

/**
 * The cross-power spectrum of two feature spectra. Phase alone counts (`flatten` 1), or the root of the magnitude with
 * it (1/2), so that neither brightness nor contrast matters much.
 */
export function crossSpectrum(
  first: Float64Array,
  second: Float64Array,
  size: number,
  flatten: 0.5 | 1,
  highest: number,
): CrossSpectrum {
  const { places } = frequenciesOf(size, highest)
  const values = new Float64Array(2 * places.length)
  let total = 0
  for (let index = 0; index < places.length; index += 1) {
    const at = places[index] ?? 0
    const a = first[at] ?? 0
    const b = first[at + 1] ?? 0
    const c = second[at] ?? 0
    const d = second[at + 1] ?? 0
    const re = c * a + d * b
    const im = d * a - c * b
    const magnitude = Math.sqrt(re * re + im * im)
    if (magnitude === 0) continue
    const weight = flatten === 1 ? 1 / magnitude : 1 / Math.sqrt(magnitude)
    values[2 * index] = re * weight
    values[2 * index + 1] = im * weight
    total += magnitude * weight
  }
  // Each window has one voice, however strong its contrast.
  if (total > 0) for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / total
  return { size, highest, values }
}

/** The sum of spectra of one size; null where there are none. */
export function sumOf(spectra: readonly CrossSpectrum[]): CrossSpectrum | null {
  const [first, ...rest] = spectra
  if (first === undefined) return null
  const values = first.values.slice()
  for (const one of rest) {
    for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) + (one.values[at] ?? 0)
  }
  return { ...first, values }
}

/** The best match within `reach` pixels, to the whole pixel, by the frequencies up to `highest`. */
export function findPeak(spectrum: CrossSpectrum, reach: number, highest: number): Peak {
  const { size, values } = spectrum
  const { places } = frequenciesOf(size, spectrum.highest)
  const count = frequenciesOf(size, Math.min(highest, spectrum.highest)).places.length
  const surface = new Float64Array(2 * size * size)
  for (let index = 0; index < count; index += 1) {
    const at = places[index] ?? 0
    surface[at] = values[2 * index] ?? 0
    surface[at + 1] = values[2 * index + 1] ?? 0
  }
  fourierOf(size).inverse(surface)
  const at = (x: number, y: number): number =>
    surface[2 * (((y + size) % size) * size + ((x + size) % size))] ?? 0
  const [best, x, y] = highestAt(at, reach, () => true)
  const [next] = highestAt(at, reach, (column, row) => Math.hypot(column - x, row - y) >= sameMatch)
  return { x, y, distinctness: best > 0 ? Math.max(0, Math.min(1, 1 - next / best)) : 0 }
}

function highestAt(
  at: (x: number, y: number) => number,
  reach: number,
  counts: (x: number, y: number) => boolean,
): [number, number, number] {
  let best: [number, number, number] = [-Infinity, 0, 0]
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const value = at(x, y)
      if (value > best[0] && counts(x, y)) best = [value, x, y]
    }
  }
  return best
}

/**
 * The best match to a fraction of a pixel around the whole pixel (x, y) that `findPeak` gave: the maximum of the
 * spectrum's trigonometric sum, as the upsampled transform of Guizar-Sicairos and others (Optics Letters 33, 2008) has
 * it, by Newton's method from the best of nine places half a pixel apart.
 * @param refining highest frequencies, cycles a pixel: the mean of what each gives
 */
export function refinePeak(
  spectrum: CrossSpectrum,
  { x, y }: { readonly x: number; readonly y: number },
  refining: readonly number[],
): { x: number; y: number } {
  const found = refining.map((highest) => refineBy(spectrum, x, y, highest))
  return {
    x: found.reduce((sum, one) => sum + one.x, 0) / found.length,
    y: found.reduce((sum, one) => sum + one.y, 0) / found.length,
  }
}

function refineBy(spectrum: CrossSpectrum, x: number, y: number, upTo: number): { x: number; y: number } {
  let best = { x, y, value: -Infinity }
  for (const down of [-0.5, 0, 0.5]) {
    for (const across of [-0.5, 0, 0.5]) {
      const at = { x: x + across, y: y + down }
      const { value } = sumAt(spectrum, at.x, at.y, upTo)
      if (value > best.value) best = { ...at, value }
    }
  }
  let [atX, atY] = [best.x, best.y]
  for (let step = 0; step < 5; step += 1) {
    const { dx, dy, dxx, dxy, dyy } = sumAt(spectrum, atX, atY, upTo)
    const determinant = dxx * dyy - dxy * dxy
    if (!(dxx < 0 && determinant > 0)) break
    const [moveX, moveY] = [(dyy * dx - dxy * dy) / determinant, (dxx * dy - dxy * dx) / determinant]
    atX -= moveX
    atY -= moveY
    if (Math.hypot(moveX, moveY) < 1e-4) break
  }
  const strayed = !(Math.hypot(atX - best.x, atY - best.y) < 0.75)
  return strayed ? { x: best.x, y: best.y } : { x: atX, y: atY }
}

/** The sum's real part at a place with its first and second derivatives, by the frequencies up to `upTo`. */
function sumAt({ size, highest, values }: CrossSpectrum, x: number, y: number, upTo: number) {
  const { across, down } = frequenciesOf(size, highest)
  const count = frequenciesOf(size, Math.min(upTo, highest)).places.length
  const sum = { value: 0, dx: 0, dy: 0, dxx: 0, dxy: 0, dyy: 0 }
  for (let index = 0; index < count; index += 1) {
    const u = across[index] ?? 0
    const v = down[index] ?? 0
    const re = values[2 * index] ?? 0
    const im = values[2 * index + 1] ?? 0
    const cos = Math.cos(u * x + v * y)
    const sin = Math.sin(u * x + v * y)
    const real = re * cos - im * sin
    const slope = -re * sin - im * cos
    sum.value += real
    sum.dx += u * slope
    sum.dy += v * slope
    sum.dxx -= u * u * real
    sum.dxy -= u * v * real
    sum.dyy -= v * v * real
  }
  return sum
}
