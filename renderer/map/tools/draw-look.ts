import type { SceneLook } from '../../../src/contract/scene-look.ts'
import { shownBands, textureBands } from '../scenes/scene-tiles.ts'
import { uniformsOf } from '../scenes/scene-shader.ts'

/** The least that a logarithm is taken of, as in the shader. */
const tiny = 1e-30

/**
 * A tile drawn without the GPU, as the shader of scene-shader.ts draws it. Pixels without data are transparent.
 * @returns RGBA bytes, row by row
 * @param samples as TilePool.tile gives them: interleaved, the last band says where there is data
 */
export function drawLook(
  samples: Float32Array,
  width: number,
  height: number,
  look: SceneLook,
  whiteIsLow: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const shown = shownBands(look)
  const stride = textureBands(shown)
  const uniforms = uniformsOf(look, whiteIsLow)
  const [lows, highs] = [uniforms.u_low as number[], uniforms.u_high as number[]]
  const [exponent, inverted] = [1 / Number(uniforms.u_gamma), Number(uniforms.u_inverted)]
  const isLogarithmic = uniforms.u_logarithmic === 1
  const rgba = new Uint8ClampedArray(width * height * 4)
  const brightness = (value: number, index: number) => {
    const [low, high] = [lows[index] ?? 0, highs[index] ?? 1]
    const floor = Math.max(low, tiny)
    const part = isLogarithmic
      ? Math.log(Math.max(value, tiny) / floor) / Math.log(Math.max(high, floor * 1.000001) / floor)
      : (value - low) / (high - low)
    return 255 * Math.abs(inverted - Math.min(1, Math.max(0, part)) ** exponent)
  }
  for (let at = 0, from = 0; at < rgba.length; at += 4, from += stride) {
    if (samples[from + stride - 1] === 0) continue
    const first = samples[from] ?? 0
    const second = samples[from + 1] ?? 0
    const one = shown.content === 'two' ? (first - second) / (first + second) : first
    const three = shown.content === 'three'
    const grey = brightness(one, 0)
    rgba[at] = grey
    rgba[at + 1] = three ? brightness(second, 1) : grey
    rgba[at + 2] = three ? brightness(samples[from + 2] ?? 0, 2) : grey
    rgba[at + 3] = 255
  }
  return rgba
}
