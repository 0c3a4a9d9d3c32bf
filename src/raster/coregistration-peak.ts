import { fourierOf } from './fourier.ts'

/** The cross-power spectrum of two windows of one size, or of the sum of several. */
export interface CrossSpectrum {
  readonly size: number
  /** Complex, transposed as `fourierOf` gives it; null beyond the frequencies that are used. */
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
 * itself, and for its fraction of a pixel, where coarse structures are drawn off by shadows.
 */
export const highestFrequency = {
  brightness: { finding: 0.2, refining: 0.4 },
  edges: { finding: 0.3, refining: 0.3 },
} as const

/** A match this near to another is the same one, pixels. */
const sameMatch = 6

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
  const values = new Float64Array(first.length)
  let total = 0
  for (const at of frequencies(size, highest)) {
    const a = first[at] ?? 0
    const b = first[at + 1] ?? 0
    const c = second[at] ?? 0
    const d = second[at + 1] ?? 0
    const re = c * a + d * b
    const im = d * a - c * b
    const magnitude = Math.sqrt(re * re + im * im)
    if (magnitude === 0) continue
    const weight = flatten === 1 ? 1 / magnitude : 1 / Math.sqrt(magnitude)
    values[at] = re * weight
    values[at + 1] = im * weight
    total += magnitude * weight
  }
  // Each window has one voice, however strong its contrast.
  if (total > 0) for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / total
  return { size, values }
}

const knownFrequencies = new Map<string, Int32Array>()

/** Where the coefficients up to a frequency (cycles a pixel) stand in a spectrum. */
function frequencies(size: number, highest: number): Int32Array {
  const key = `${size} ${highest}`
  const known = knownFrequencies.get(key)
  if (known !== undefined) return known
  const places: number[] = []
  const reach = Math.floor(highest * size)
  for (let u = -reach; u <= reach; u += 1) {
    for (let v = -reach; v <= reach; v += 1) {
      if (u * u + v * v > (highest * size) ** 2) continue
      places.push(2 * (((u + size) % size) * size + ((v + size) % size)))
    }
  }
  const made = Int32Array.from(places)
  knownFrequencies.set(key, made)
  return made
}

/** The sum of spectra of one size; null where there are none. */
export function sumOf(spectra: readonly CrossSpectrum[]): CrossSpectrum | null {
  const [first, ...rest] = spectra
  if (first === undefined) return null
  const values = first.values.slice()
  for (const one of rest) {
    for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) + (one.values[at] ?? 0)
  }
  return { size: first.size, values }
}

/** The best match within `reach` pixels, to the whole pixel, by the frequencies up to `highest`. */
export function findPeak({ size, values }: CrossSpectrum, reach: number, highest: number): Peak {
  const surface = new Float64Array(values.length)
  for (const at of frequencies(size, highest)) {
    surface[at] = values[at] ?? 0
    surface[at + 1] = values[at + 1] ?? 0
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
 */
export function refinePeak(spectrum: CrossSpectrum, x: number, y: number): { x: number; y: number } {
  const terms = termsOf(spectrum)
  let best = { x, y, value: -Infinity }
  for (const down of [-0.5, 0, 0.5]) {
    for (const across of [-0.5, 0, 0.5]) {
      const at = { x: x + across, y: y + down }
      const { value } = sumAt(terms, at.x, at.y)
      if (value > best.value) best = { ...at, value }
    }
  }
  let [atX, atY] = [best.x, best.y]
  for (let step = 0; step < 5; step += 1) {
    const { dx, dy, dxx, dxy, dyy } = sumAt(terms, atX, atY)
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

/** The coefficients that are not null, four numbers each: radians a pixel across and down, real and imaginary part. */
function termsOf({ size, values }: CrossSpectrum): Float64Array {
  const terms: number[] = []
  const radians = (index: number): number => (2 * Math.PI * (index > size / 2 ? index - size : index)) / size
  for (let u = 0; u < size; u += 1) {
    for (let v = 0; v < size; v += 1) {
      const at = 2 * (u * size + v)
      const re = values[at] ?? 0
      const im = values[at + 1] ?? 0
      if (re !== 0 || im !== 0) terms.push(radians(u), radians(v), re, im)
    }
  }
  return Float64Array.from(terms)
}

/** The sum's real part at a place with its first and second derivatives. */
function sumAt(terms: Float64Array, x: number, y: number) {
  const sum = { value: 0, dx: 0, dy: 0, dxx: 0, dxy: 0, dyy: 0 }
  for (let at = 0; at < terms.length; at += 4) {
    const u = terms[at] ?? 0
    const v = terms[at + 1] ?? 0
    const re = terms[at + 2] ?? 0
    const im = terms[at + 3] ?? 0
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
