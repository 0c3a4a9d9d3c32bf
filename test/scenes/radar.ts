import type { Canvas } from './canvas.ts'
import { makeRandom } from './prng.ts'
import { blur } from './sensor.ts'

/**
 * A radar's view of a backscatter canvas: the impulse response with its side lobes in range and azimuth on the
 * brightest targets, then speckle of `looks` independent looks (gamma distributed, mean 1). Linear sigma nought.
 */
export function illuminate(canvas: Canvas, seed: string, looks = 4.4): Float32Array {
  const { width, height } = canvas
  const random = makeRandom('speckle', seed)
  const source = canvas.planes[0]!
  const seen = blur(source, width, height, 0.62)
  const out = Float32Array.from(seen)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bright = source[y * width + x]!
      if (bright < 9) continue
      for (let k = 2; k < 10; k++) {
        const lobe = (bright * 0.012) / (k * k * 0.35)
        for (const [dx, dy] of [
          [k, 0],
          [-k, 0],
          [0, k],
          [0, -k],
        ] as const) {
          const [tx, ty] = [x + dx, y + dy]
          if (tx >= 0 && ty >= 0 && tx < width && ty < height) out[ty * width + tx]! += lobe
        }
      }
    }
  for (let i = 0; i < out.length; i++) {
    // A gamma variate by Marsaglia and Tsang's method (2000).
    const d = looks - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    let speckle = 1
    for (;;) {
      const x = random.normal()
      const v = Math.pow(1 + c * x, 3)
      if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        speckle = (d * v) / looks
        break
      }
    }
    out[i] = out[i]! * speckle + 0.0012
  }
  return out
}
