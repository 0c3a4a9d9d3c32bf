import type { HullChip } from '../raster/hull/hull-chip.ts'

/** How alike two hulls look, each from -1 to 1 (1: the same but for light and contrast); null where it cannot be told. */
export interface Likeness {
  /** What stands where on deck: the correlation of brightness. */
  readonly structure: number
  /**
   * Which part has which colour: the correlation of the bands' ratios, that light and shadow change little; null where
   * both are grey, too.
   */
  readonly colour: number | null
}

/** The part of the hull that is compared, of its length and beam: its rim is water, quay or shadow on one of the dates. */
const inner = { along: 0.94, across: 0.8 }
/** Fewer cells than these across or along tell nothing. */
const least = { along: 8, across: 3 }
/** A chip lies off by so much at most: shares of the length, and cells, in steps of a part of a cell. */
const slip = { along: 0.015, cells: 2, step: 0.7 }

type Known = WeakMap<HullChip, WeakMap<HullChip, Likeness | null>>
/** Computed once: which of many hulls is which asks for each pair again and again. */
const known: Readonly<Record<'oneWay' | 'eitherWay', Known>> = {
  oneWay: new WeakMap(),
  eitherWay: new WeakMap(),
}

/**
 * How alike two hulls look: the best normalised cross-correlation of their pixels, both turned into the hull's frame,
 * over the few cells that two hands draw apart.
 * @param eitherWay whether bow and stern of one of them may be confused
 * @returns null where they are too small, have no band in common or too little data
 */
export function likenessOf(a: HullChip, b: HullChip, eitherWay: boolean): Likeness | null {
  const pairs = known[eitherWay ? 'eitherWay' : 'oneWay']
  const ofA = pairs.get(a) ?? new WeakMap<HullChip, Likeness | null>()
  pairs.set(a, ofA)
  const before = ofA.get(b)
  if (before !== undefined) return before
  const found = compared(a, b, eitherWay)
  ofA.set(b, found)
  return found
}

function compared(a: HullChip, b: HullChip, eitherWay: boolean): Likeness | null {
  const words = [...a.planes.keys()].filter((word) => b.planes.has(word) && word !== 'alpha')
  const stepM = Math.max(a.stepM, b.stepM)
  const rows = Math.round((inner.along * Math.min(a.lengthM, b.lengthM)) / stepM)
  const columns = Math.round((inner.across * Math.min(a.beamM, b.beamM)) / stepM)
  if (words.length === 0 || rows < least.along || columns < least.across) return null
  const grid = { stepM, rows, columns }
  const still = sampled(a, words, grid, 0, 0, 1)
  const reach = { along: Math.ceil((slip.along * a.lengthM) / stepM) + 1, across: slip.cells }
  let best: { structure: number; planes: Float32Array[] } | null = null
  for (const way of eitherWay ? ([1, -1] as const) : ([1] as const)) {
    for (let u = -reach.along; u <= reach.along; u += 1) {
      for (let v = -reach.across; v <= reach.across; v += 1) {
        const planes = sampled(b, words, grid, u * slip.step * stepM, v * slip.step * stepM, way)
        const structure = meanCorrelation(still, planes)
        if (structure !== null && structure > (best?.structure ?? -Infinity)) best = { structure, planes }
      }
    }
  }
  if (best === null) return null
  return {
    structure: best.structure,
    colour: words.length < 2 ? null : alikeInColour(still, best.planes, grid),
  }
}

/**
 * The colour of a hull goes on, or comes again as hatches do, so many cells further along, by this correlation at least;
 * noise does not. Nearer cells share theirs, as they are taken between the same pixels.
 */
const goesOn = { cells: [2, 3, 4], least: 0.5 }

/** The correlation of the bands' ratios; null where both hulls are grey, so that the ratios are noise. */
function alikeInColour(
  a: readonly Float32Array[],
  b: readonly Float32Array[],
  { columns }: Grid,
): number | null {
  const both = [ratios(a), ratios(b)] as const
  return both.every((planes) => isGrey(planes, columns)) ? null : meanCorrelation(...both)
}

function isGrey(planes: readonly Float32Array[], columns: number): boolean {
  return goesOn.cells.every((cells) => {
    const earlier = planes.map((plane) => plane.subarray(0, -cells * columns))
    const later = planes.map((plane) => plane.subarray(cells * columns))
    return Math.abs(meanCorrelation(earlier, later) ?? 0) < goesOn.least
  })
}

interface Grid {
  readonly stepM: number
  readonly rows: number
  readonly columns: number
}

/** A chip's planes on a grid around its middle, moved by metres along and across; `way` -1 turns it end for end. */
function sampled(
  chip: HullChip,
  words: readonly string[],
  grid: Grid,
  alongM: number,
  acrossM: number,
  way: 1 | -1,
) {
  const { stepM, rows, columns } = grid
  return words.map((word) => {
    const plane = chip.planes.get(word) ?? new Float32Array()
    const out = new Float32Array(rows * columns)
    for (let row = 0, at = 0; row < rows; row += 1) {
      const u = way * ((row + 0.5 - rows / 2) * stepM + alongM)
      const y = u / chip.stepM + chip.along / 2 - 0.5
      for (let column = 0; column < columns; column += 1, at += 1) {
        const v = way * ((column + 0.5 - columns / 2) * stepM + acrossM)
        out[at] = between(plane, chip, y, v / chip.stepM + chip.across / 2 - 0.5)
      }
    }
    return out
  })
}

function between(plane: Float32Array, { along, across }: HullChip, y: number, x: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)]
  if (top < 0 || left < 0 || top + 1 >= along || left + 1 >= across) return NaN
  const [t, s] = [y - top, x - left]
  const at = top * across + left
  const upper = (plane[at] ?? NaN) * (1 - s) + (plane[at + 1] ?? NaN) * s
  const lower = (plane[at + across] ?? NaN) * (1 - s) + (plane[at + across + 1] ?? NaN) * s
  return upper * (1 - t) + lower * t
}

/** Each plane against the geometric mean of all: log ratios. */
function ratios(planes: readonly Float32Array[]): Float32Array[] {
  const logs = planes.map((plane) => plane.map((value) => (value > 0 ? Math.log(value) : NaN)))
  const mean = Float32Array.from(logs[0] ?? [], (_, at) => {
    return logs.reduce((sum, plane) => sum + (plane[at] ?? NaN), 0) / logs.length
  })
  return logs.map((plane) => plane.map((value, at) => value - (mean[at] ?? NaN)))
}

/** The mean over the planes of their correlations; null where one of them is even or has too little data. */
function meanCorrelation(a: readonly Float32Array[], b: readonly Float32Array[]): number | null {
  let sum = 0
  for (const [index, plane] of a.entries()) {
    const one = correlation(plane, b[index] ?? new Float32Array())
    if (one === null) return null
    sum += one
  }
  return sum / a.length
}

/** The least share of cells that both must have data in. */
const leastShared = 0.6

function correlation(a: Float32Array, b: Float32Array): number | null {
  let [count, sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? NaN, b[at] ?? NaN]
    if (Number.isNaN(x + y)) continue
    count += 1
    sumA += x
    sumB += y
    squaresA += x * x
    squaresB += y * y
    products += x * y
  }
  if (count < leastShared * a.length) return null
  const [spreadA, spreadB] = [squaresA - (sumA * sumA) / count, squaresB - (sumB * sumB) / count]
  if (!(spreadA > 1e-6 * squaresA && spreadB > 1e-6 * squaresB)) return null
  return (products - (sumA * sumB) / count) / Math.sqrt(spreadA * spreadB)
}
