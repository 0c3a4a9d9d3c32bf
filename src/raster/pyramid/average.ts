import type { AverageRule, RowRun } from './average-rule.ts'
import { averagePalette } from './average-palette.ts'
import { halveRows } from './average-halves.ts'
import { tapsOf, type AxisTaps } from './average-taps.ts'
import type { Samples } from '../tiff/tiff-encode-block.ts'

/** The side of the level above: half, rounded up. */
export function halfSide(side: number): number {
  return Math.ceil(side / 2)
}

/**
 * How many rows of the next level can be averaged when `rows` of `height` rows are there; the first row that the rest
 * needs is at most one row back.
 */
export function rowsAbove(rows: number, height: number): number {
  if (rows >= height) return halfSide(height)
  return Math.floor(rows / 2)
}

/**
 * Averages rows `first` to `last - 1` of `to` (a level of half the sides, rounded up) from the rows below them, as
 * `gdaladdo -r average` does: integers half away from zero; odd sides area-weighted by the ratio n / ((n + 1) / 2);
 * samples without data left out (by mask, else nodata, else alpha), nodata where none has any; a mean that happens to
 * be nodata moves to the next value; NaN spreads unless it is nodata. Sums are kept in double precision, where GDAL
 * takes single precision for 32-bit integers and 64-bit floats.
 */
export function averageRows(from: RowRun, to: RowRun, rule: AverageRule, first: number, last: number): void {
  const masked = from.mask !== null && to.mask !== null
  if (rule.palette !== null) {
    averagePalette(from, to, rule.palette, rule.noData, first, last)
    return
  }
  const even = from.width % 2 === 0 && from.height % 2 === 0
  if (even && !masked && rule.noData === null && rule.alpha === null) {
    halveRows(from, to, rule.bands, first, last)
    return
  }
  const rows = tapsOf(from.height)
  const columns = tapsOf(from.width)
  const sums = new Float64Array(from.width * rule.bands)
  const weights = new Float64Array(from.width * rule.bands)
  for (let row = first; row < last; row += 1) {
    sums.fill(0)
    weights.fill(0)
    const firstTap = rows.first(row)
    for (let tap = 0; tap < rows.count(row); tap += 1) {
      addRow(from, rule, firstTap + tap, rows.weight(row, tap), sums, weights)
    }
    averageColumns(to, rule, row, columns, sums, weights)
  }
}

/** Adds one row with its weight to the sums; what has no data adds nothing. */
function addRow(
  { samples, mask, width, firstRow }: RowRun,
  { bands, noData, alpha }: AverageRule,
  row: number,
  weight: number,
  sums: Float64Array,
  weights: Float64Array,
): void {
  const length = width * bands
  const start = (row - firstRow) * length
  if (mask !== null) {
    const maskStart = (row - firstRow) * width
    for (let at = 0; at < length; at += 1) {
      if (mask[maskStart + Math.floor(at / bands)] === 0) continue
      sums[at] = (sums[at] ?? 0) + weight * (samples[start + at] ?? 0)
      weights[at] = (weights[at] ?? 0) + weight
    }
  } else if (noData !== null) {
    const isNoData = noDataOf(samples, noData)
    for (let at = 0; at < length; at += 1) {
      const value = samples[start + at] ?? 0
      if (isNoData(value)) continue
      sums[at] = (sums[at] ?? 0) + weight * value
      weights[at] = (weights[at] ?? 0) + weight
    }
  } else if (alpha !== null) {
    for (let pixel = 0; pixel < length; pixel += bands) {
      if (samples[start + pixel + alpha] === 0) continue
      for (let at = pixel; at < pixel + bands; at += 1) {
        sums[at] = (sums[at] ?? 0) + weight * (samples[start + at] ?? 0)
        weights[at] = (weights[at] ?? 0) + weight
      }
    }
  } else {
    for (let at = 0; at < length; at += 1) {
      sums[at] = (sums[at] ?? 0) + weight * (samples[start + at] ?? 0)
      weights[at] = (weights[at] ?? 0) + weight
    }
  }
}

function averageColumns(
  { samples, mask, width, firstRow }: RowRun,
  { bands, noData, alpha }: AverageRule,
  row: number,
  columns: AxisTaps,
  sums: Float64Array,
  weights: Float64Array,
): void {
  const rounds = !(samples instanceof Float32Array || samples instanceof Float64Array)
  const empty = noData ?? 0
  const instead = noData === null ? 0 : besideNoData(samples, noData)
  let at = (row - firstRow) * width * bands
  for (let column = 0; column < width; column += 1) {
    const from = columns.first(column) * bands
    const taps = columns.count(column)
    let any = 0
    for (let band = 0; band < bands; band += 1, at += 1) {
      let sum = 0
      let weight = 0
      for (let tap = 0, sample = from + band; tap < taps; tap += 1, sample += bands) {
        // A tap without data may not touch the sum: infinity times 0 is NaN.
        if (weights[sample] === 0) continue
        const tapWeight = columns.weight(column, tap)
        sum += tapWeight * (sums[sample] ?? 0)
        weight += tapWeight * (weights[sample] ?? 0)
      }
      if (weight === 0) {
        samples[at] = band === alpha ? 0 : empty
        continue
      }
      any = 255
      const mean = sum / weight
      const value = rounds ? halfAwayFromZero(mean) : mean
      samples[at] = value
      if (noData !== null && samples[at] === noData) samples[at] = instead
    }
    if (mask !== null) mask[(row - firstRow) * width + column] = any
  }
}

function halfAwayFromZero(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5)
}

/** Whether a sample means "no data": texts of huge float values have fewer digits than the samples. */
function noDataOf(samples: Samples, noData: number): (value: number) => boolean {
  if (Number.isNaN(noData)) return Number.isNaN
  const held = samples instanceof Float32Array ? Math.fround(noData) : noData
  if (Math.abs(held) < 1e30) return (value) => value === held
  const near = Math.abs(held) * 1e-7
  return (value) => value === held || Math.abs(value - held) <= near
}

/** The value that stands for a mean that happens to be nodata: the next larger one that the type can hold. */
export function besideNoData(samples: Samples, noData: number): number {
  if (samples instanceof Float32Array) return nextFloat32(noData)
  if (samples instanceof Float64Array) return nextFloat64(noData)
  const probe = samples.slice(0, 1)
  probe[0] = noData + 1
  return probe[0] === noData + 1 ? noData + 1 : noData - 1
}

function nextFloat32(value: number): number {
  const float = new Float32Array([value])
  const bits = new Int32Array(float.buffer)
  const [word = 0] = bits
  if (float[0] === 0) return 2 ** -149
  // The bits of floats count upwards from zero in both directions.
  bits[0] = word < 0 ? word - 1 : word + 1
  const [next = value] = float
  return Number.isFinite(next) ? next : value
}

function nextFloat64(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const float = new Float64Array([value])
  const bits = new BigInt64Array(float.buffer)
  const [word = 0n] = bits
  bits[0] = word < 0n ? word - 1n : word + 1n
  const [next = value] = float
  return Number.isFinite(next) ? next : value
}
