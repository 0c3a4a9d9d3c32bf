import type { RowRun } from './average-rule.ts'
import type { Samples } from '../tiff/tiff-encode-block.ts'

/** Averages 2 x 2 pixels where both sides are even and every sample counts: most of the work on most scenes. */
export function halveRows(from: RowRun, to: RowRun, bands: number, first: number, last: number): void {
  const kernel = kernelFor(to.samples)
  const length = to.width * bands
  const below = from.width * bands
  for (let row = first; row < last; row += 1) {
    const upper = (2 * row - from.firstRow) * below
    kernel(from.samples, upper, upper + below, to.samples, (row - to.firstRow) * length, length, bands)
  }
}

type Kernel = (
  from: Samples,
  upper: number,
  lower: number,
  to: Samples,
  start: number,
  length: number,
  bands: number,
) => void

function kernelFor(samples: Samples): Kernel {
  if (samples instanceof Uint8Array || samples instanceof Uint16Array) return halveSmallUnsigned
  if (samples instanceof Int8Array || samples instanceof Int16Array) return halveSmallSigned
  if (samples instanceof Float32Array) return halveFloats
  return samples instanceof Float64Array ? halveDoubles : halveLarge
}

const halveSmallUnsigned: Kernel = (from, upper, lower, to, start, length, bands) => {
  for (let at = start, end = start + length, a = upper, b = lower; at < end; a += bands, b += bands) {
    for (let band = 0; band < bands; band += 1, at += 1, a += 1, b += 1) {
      const sum = (from[a] ?? 0) + (from[a + bands] ?? 0) + (from[b] ?? 0) + (from[b + bands] ?? 0)
      to[at] = (sum + 2) >> 2
    }
  }
}

const halveSmallSigned: Kernel = (from, upper, lower, to, start, length, bands) => {
  for (let at = start, end = start + length, a = upper, b = lower; at < end; a += bands, b += bands) {
    for (let band = 0; band < bands; band += 1, at += 1, a += 1, b += 1) {
      const sum = (from[a] ?? 0) + (from[a + bands] ?? 0) + (from[b] ?? 0) + (from[b + bands] ?? 0)
      to[at] = sum < 0 ? -((2 - sum) >> 2) : (sum + 2) >> 2
    }
  }
}

const halveLarge: Kernel = (from, upper, lower, to, start, length, bands) => {
  for (let at = start, end = start + length, a = upper, b = lower; at < end; a += bands, b += bands) {
    for (let band = 0; band < bands; band += 1, at += 1, a += 1, b += 1) {
      const sum = (from[a] ?? 0) + (from[a + bands] ?? 0) + (from[b] ?? 0) + (from[b + bands] ?? 0)
      to[at] = sum < 0 ? -Math.floor((2 - sum) / 4) : Math.floor((sum + 2) / 4)
    }
  }
}

/** In single precision and in GDAL's order, upper and lower sample first: so that the last bit agrees. */
const halveFloats: Kernel = (from, upper, lower, to, start, length, bands) => {
  for (let at = start, end = start + length, a = upper, b = lower; at < end; a += bands, b += bands) {
    for (let band = 0; band < bands; band += 1, at += 1, a += 1, b += 1) {
      const left = Math.fround((from[a] ?? 0) + (from[b] ?? 0))
      const right = Math.fround((from[a + bands] ?? 0) + (from[b + bands] ?? 0))
      to[at] = Math.fround(left + right) * 0.25
    }
  }
}

const halveDoubles: Kernel = (from, upper, lower, to, start, length, bands) => {
  for (let at = start, end = start + length, a = upper, b = lower; at < end; a += bands, b += bands) {
    for (let band = 0; band < bands; band += 1, at += 1, a += 1, b += 1) {
      const sum = (from[a] ?? 0) + (from[b] ?? 0) + (from[a + bands] ?? 0) + (from[b + bands] ?? 0)
      to[at] = sum * 0.25
    }
  }
}
