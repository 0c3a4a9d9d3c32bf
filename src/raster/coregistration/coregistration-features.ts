import { fourierOf } from './fourier.ts'

/**
 * What of a picture is compared: `brightness` where both see by sunlight; `edges`, the directions in which it
 * changes, where one is radar, or where nothing is known yet of how the two fit.
 */
export type Feature = 'brightness' | 'edges'

/** A window with less than this share of the pixels that could be valid says nothing. */
const leastValid = 0.3

/**
 * The spectrum of a window's features under a sin² taper (transposed, as `fourierOf` gives it).
 * @param values samples row by row, NaN where there is no data
 * @param part the share of the window that the overlap can fill: it may be larger than that
 * @returns null where too little of it has data, or it is flat
 */
export function featureSpectrum(
  values: Float32Array,
  size: number,
  feature: Feature,
  part: number,
): Float64Array | null {
  const least = leastValid * part * size * size
  const features = feature === 'edges' ? edges(values, size, least) : brightness(values, size, least)
  if (features !== null) fourierOf(size).forward(features)
  return features
}

/** Deviations from the mean in standard deviations; single bright or dark things count four at most. */
function brightness(values: Float32Array, size: number, least: number): Float64Array | null {
  let [sum, squares, count] = [0, 0, 0]
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    if (Number.isNaN(value)) continue
    sum += value
    squares += value * value
    count += 1
  }
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
  if (count < least || !(deviation > Math.abs(mean) * 1e-6)) return null
  const features = new Float64Array(2 * size * size)
  for (let at = 0; at < values.length; at += 1) {
    const value = ((values[at] ?? NaN) - mean) / deviation
    if (!Number.isNaN(value)) features[2 * at] = Math.max(-4, Math.min(4, value))
  }
  return tapered(features, size)
}

/**
 * Directions of change as complex numbers of twice their angle, so that an edge from dark to bright and one from
 * bright to dark are the same edge; weak ones count less, and none counts more than one. After Fitch and others,
 * "Orientation correlation" (BMVC 2002). What is missing is no edge: the border of the data does not correlate.
 */
function edges(values: Float32Array, size: number, least: number): Float64Array | null {
  const gradients = new Float64Array(2 * size * size)
  let count = 0
  for (let row = 1; row < size - 1; row += 1) count += gradientsOfRow(values, size, row, gradients)
  const usual = usualStrength(gradients)
  if (count < least || !(usual > 0)) return null
  return tapered(directions(gradients, usual, count), size)
}

/**
 * By Scharr's operator: its direction errs least of all 3 x 3 ones. Nothing is written where a sample is missing.
 * @returns the number of pixels with a gradient
 */
function gradientsOfRow(values: Float32Array, size: number, row: number, gradients: Float64Array): number {
  let count = 0
  for (let at = row * size + 1; at < (row + 1) * size - 1; at += 1) {
    const northWest = values[at - size - 1] ?? NaN
    const northEast = values[at - size + 1] ?? NaN
    const southWest = values[at + size - 1] ?? NaN
    const southEast = values[at + size + 1] ?? NaN
    const beside = (values[at + 1] ?? NaN) - (values[at - 1] ?? NaN)
    const below = (values[at + size] ?? NaN) - (values[at - size] ?? NaN)
    const across = 3 * (northEast - northWest + southEast - southWest) + 10 * beside
    const down = 3 * (southWest - northWest + southEast - northEast) + 10 * below
    if (Number.isNaN(across + down)) continue
    gradients[2 * at] = across
    gradients[2 * at + 1] = down
    count += 1
  }
  return count
}

/** Pixels from one that is looked at to the next: a number that goes into no side, so that all columns are met. */
const stride = 67

/** The median of the squared gradients that are known and not zero. */
function usualStrength(gradients: Float64Array): number {
  const strengths = new Float64Array(Math.ceil(gradients.length / 2 / stride))
  let count = 0
  for (let at = 0; at < gradients.length; at += 2 * stride) {
    const [across, down] = [gradients[at] ?? 0, gradients[at + 1] ?? 0]
    if (across === 0 && down === 0) continue
    strengths[count] = across * across + down * down
    count += 1
  }
  return strengths.subarray(0, count).sort()[Math.floor(count / 2)] ?? 0
}

function directions(gradients: Float64Array, usual: number, count: number): Float64Array {
  let [meanRe, meanIm] = [0, 0]
  for (let at = 0; at < gradients.length; at += 2) {
    const across = gradients[at] ?? 0
    const down = gradients[at + 1] ?? 0
    const strength = across * across + down * down + usual
    const re = (across * across - down * down) / strength
    const im = (2 * across * down) / strength
    gradients[at] = re
    gradients[at + 1] = im
    meanRe += re / count
    meanIm += im / count
  }
  for (let at = 0; at < gradients.length; at += 2) {
    if (gradients[at] === 0 && gradients[at + 1] === 0) continue
    gradients[at] = (gradients[at] ?? 0) - meanRe
    gradients[at + 1] = (gradients[at + 1] ?? 0) - meanIm
  }
  return gradients
}

function tapered(features: Float64Array, size: number): Float64Array {
  const weights = taper(size)
  for (let row = 0; row < size; row += 1) taperRow(features, row, weights)
  return features
}

function taperRow(features: Float64Array, row: number, weights: Float64Array): void {
  const own = weights[row] ?? 0
  let at = 2 * row * weights.length
  for (let column = 0; column < weights.length; column += 1, at += 2) {
    const weight = own * (weights[column] ?? 0)
    features[at] = (features[at] ?? 0) * weight
    features[at + 1] = (features[at + 1] ?? 0) * weight
  }
}

function taper(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => Math.sin((Math.PI * (at + 0.5)) / size) ** 2)
}
