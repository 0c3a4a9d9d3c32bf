import { fourierOf } from './fourier.ts'

/** The cross-power spectrum of two windows of one size, or the sum of several. */
export interface CrossSpectrum {
  readonly size: number
  /** The highest frequency that it holds, cycles a pixel: one of those that `highestFrequency` names. */
  readonly highest: number
  /** Complex, one number for each of the frequencies in their order. */
  readonly values: Float64Array
}

/** Pixels to the right and down by which what is in the first window lies further in the second. */
export interface Displacement {
  readonly x: number
  readonly y: number
}

/** Where two windows match best. */
export interface Peak extends Displacement {
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

/** The frequencies of a square, up to the highest that is ever asked for. */
interface Frequencies {
  /** Where each stands in a transposed spectrum. */
  readonly places: Int32Array
  /** Radians a pixel across and down. */
  readonly across: Float64Array
  readonly down: Float64Array
  /** How many of them there are up to each of `limits`: they come first. */
  readonly counts: readonly number[]
}

/** All frequencies up to which something is looked at, from low to high. */
const limits = [
  ...new Set(Object.values(highestFrequency).flatMap(({ finding, refining }) => [finding, ...refining])),
].sort((a, b) => a - b)

const knownFrequencies = new Map<number, Frequencies>()

/** Ring by ring between the limits, each in the order in which a spectrum stands in memory. */
function frequenciesOf(size: number): Frequencies {
  const known = knownFrequencies.get(size)
  if (known !== undefined) return known
  const rings = new Uint8Array(size * size)
  for (let u = 0; u < size; u += 1) putRings(rings, size, u)
  const counts = limits.map((_, last) => rings.reduce((sum, ring) => sum + (ring <= last ? 1 : 0), 0))
  const next = Uint32Array.of(0, ...counts)
  const all = counts.at(-1) ?? 0
  const made = {
    places: new Int32Array(all),
    across: new Float64Array(all),
    down: new Float64Array(all),
    counts,
  }
  for (let place = 0; place < rings.length; place += 1) {
    const ring = rings[place] ?? 0
    if (ring >= limits.length) continue
    const at = next[ring] ?? 0
    next[ring] = at + 1
    made.places[at] = 2 * place
    made.across[at] = (2 * Math.PI * signed(Math.floor(place / size), size)) / size
    made.down[at] = (2 * Math.PI * signed(place % size, size)) / size
  }
  knownFrequencies.set(size, made)
  return made
}

/** Between which limits each frequency with `u` cycles across lies: 0 below the first, their number beyond the last. */
function putRings(rings: Uint8Array, size: number, u: number): void {
  for (let v = 0; v < size; v += 1) {
    const square = (signed(u, size) ** 2 + signed(v, size) ** 2) / size ** 2
    let ring = 0
    while (square > (limits[ring] ?? Infinity) ** 2) ring += 1
    rings[u * size + v] = ring
  }
}

/** Cycles a side, of which the upper half stands for the negative ones. */
const signed = (cycles: number, size: number): number => (cycles < size / 2 ? cycles : cycles - size)

function countUpTo({ counts }: Frequencies, highest: number): number {
  const count = counts[(limits as readonly number[]).indexOf(highest)]
  if (count === undefined) throw new RangeError(`${highest} cycles a pixel is no limit of frequencies`)
  return count
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
  const frequencies = frequenciesOf(size)
  const { places } = frequencies
  const count = countUpTo(frequencies, highest)
  const values = new Float64Array(2 * count)
  let total = 0
  for (let index = 0; index < count; index += 1) {
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
  const frequencies = frequenciesOf(size)
  const { places } = frequencies
  const count = countUpTo(frequencies, Math.min(highest, spectrum.highest))
  const surface = new Float64Array(2 * size * size)
  for (let index = 0; index < count; index += 1) {
    const at = places[index] ?? 0
    surface[at] = values[2 * index] ?? 0
    surface[at + 1] = values[2 * index + 1] ?? 0
  }
  fourierOf(size).inverse(surface)
  const best = highestOf(surface, size, reach, null)
  const { value: next } = highestOf(surface, size, reach, best)
  const { x, y, value } = best
  return { x, y, distinctness: value > 0 ? Math.max(0, Math.min(1, 1 - next / value)) : 0 }
}

interface Place {
  readonly value: number
  readonly x: number
  readonly y: number
}

/** The highest real part within `reach` of the origin, and not of the same match as `but`. */
function highestOf(surface: Float64Array, size: number, reach: number, but: Place | null): Place {
  let best: Place = { value: -Infinity, x: 0, y: 0 }
  for (let y = -reach; y <= reach; y += 1) {
    const found = highestOfRow(surface, size, reach, y, but)
    if (found.value > best.value) best = found
  }
  return best
}

function highestOfRow(
  surface: Float64Array,
  size: number,
  reach: number,
  y: number,
  but: Place | null,
): Place {
  const start = ((y + size) % size) * size
  const isNear = but !== null && Math.abs(y - but.y) < sameMatch
  let [highest, at] = [-Infinity, 0]
  for (let x = -reach; x <= reach; x += 1) {
    const value = surface[2 * (start + (x < 0 ? x + size : x))] ?? 0
    if (!(value > highest) || (isNear && Math.hypot(x - but.x, y - but.y) < sameMatch)) continue
    highest = value
    at = x
  }
  return { value: highest, x: at, y }
}

/**
 * The best match to a fraction of a pixel around the whole pixel (x, y) that `findPeak` gave: the maximum of the
 * spectrum's trigonometric sum, as the upsampled transform of Guizar-Sicairos and others (Optics Letters 33, 2008) has
 * it, by Newton's method from the best of nine places half a pixel apart.
 * @param refining highest frequencies, cycles a pixel: the mean of what each gives
 */
export function refinePeak(
  spectrum: CrossSpectrum,
  { x, y }: Displacement,
  refining: readonly number[],
): Displacement {
  const found = refining.map((highest) => refineBy(spectrum, x, y, highest))
  return {
    x: found.reduce((sum, one) => sum + one.x, 0) / found.length,
    y: found.reduce((sum, one) => sum + one.y, 0) / found.length,
  }
}

function refineBy(spectrum: CrossSpectrum, x: number, y: number, upTo: number): Displacement {
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

/**
 * How far each of the spectra of a sum draws the sum's best match towards its own, pixels: the step of Newton's method
 * that its slope alone asks for.
 */
export function pullsOf(
  spectra: readonly CrossSpectrum[],
  sum: CrossSpectrum,
  { x, y }: Displacement,
  upTo: number,
): Displacement[] {
  const { dxx, dxy, dyy } = sumAt(sum, x, y, upTo)
  const determinant = dxx * dyy - dxy * dxy
  return spectra.map((one) => {
    const { dx, dy } = sumAt(one, x, y, upTo)
    return { x: (dxy * dy - dyy * dx) / determinant, y: (dxy * dx - dxx * dy) / determinant }
  })
}

/** The sum's real part at a place with its first and second derivatives, by the frequencies up to `upTo`. */
function sumAt({ size, highest, values }: CrossSpectrum, x: number, y: number, upTo: number) {
  const frequencies = frequenciesOf(size)
  const { across, down } = frequencies
  const count = countUpTo(frequencies, Math.min(upTo, highest))
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
