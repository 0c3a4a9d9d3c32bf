import FFT from 'fft.js'

/** The two-dimensional discrete Fourier transform of squares of one size. */
export interface Fourier {
  /** Samples along a side, a power of two. */
  readonly size: number
  /**
   * Transforms `size` x `size` complex samples (re, im side by side, row by row) in place. The spectrum comes out
   * transposed: the coefficient of `u` cycles across and `v` cycles down stands at `(u · size + v) · 2`.
   */
  forward(data: Float64Array): void
  /** The way back from a transposed spectrum, divided by the number of samples. */
  inverse(data: Float64Array): void
}

const known = new Map<number, Fourier>()

/** The transform for squares of a side that is a power of two; its tables are made once for each size. */
export function fourierOf(size: number): Fourier {
  const made = known.get(size) ?? makeFourier(size)
  known.set(size, made)
  return made
}

function makeFourier(size: number): Fourier {
  const fft = new FFT(size)
  const [input, output] = [new Float64Array(2 * size), new Float64Array(2 * size)]
  const rows = (data: Float64Array, inverse: boolean): void => {
    for (let start = 0; start < data.length; start += 2 * size) {
      input.set(data.subarray(start, start + 2 * size))
      if (inverse) fft.inverseTransform(output, input)
      else fft.transform(output, input)
      data.set(output, start)
    }
  }
  const both = (data: Float64Array, inverse: boolean): void => {
    rows(data, inverse)
    transpose(data, size)
    rows(data, inverse)
  }
  return {
    size,
    forward: (data) => both(data, false),
    inverse: (data) => both(data, true),
  }
}

/** Swaps rows and columns of complex samples, in blocks that fit a processor's cache. */
function transpose(data: Float64Array, size: number): void {
  const block = Math.min(32, size)
  for (let top = 0; top < size; top += block) {
    for (let left = top; left < size; left += block) {
      for (let row = top; row < top + block; row += 1) {
        swapWithColumn(data, size, row, Math.max(left, row + 1), left + block)
      }
    }
  }
}

/** Swaps what stands in a row from one column to before another with what stands in the column of the row's number. */
function swapWithColumn(data: Float64Array, size: number, row: number, from: number, to: number): void {
  let a = 2 * (row * size + from)
  let b = 2 * (from * size + row)
  for (let column = from; column < to; column += 1, a += 2, b += 2 * size) {
    const re = data[a] ?? 0
    const im = data[a + 1] ?? 0
    data[a] = data[b] ?? 0
    data[a + 1] = data[b + 1] ?? 0
    data[b] = re
    data[b + 1] = im
  }
}
