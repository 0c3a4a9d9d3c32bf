/** The part of fft.js that is used; the package has no types. Complex numbers lie side by side: re, im, re, im. */
declare module 'fft.js' {
  type Numbers = number[] | Float64Array

  export default class FFT {
    /** @param size a power of two, at least 2 */
    constructor(size: number)
    transform(out: Numbers, data: Numbers): void
    /** Divides by the size. */
    inverseTransform(out: Numbers, data: Numbers): void
  }
}
