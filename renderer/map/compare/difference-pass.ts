import { differenceColours } from './difference-ramp.ts'
import type { DifferenceBand } from '../map-contract.ts'

/** What of a scene enters a difference. */
export interface DifferencePart extends DifferenceBand {
  readonly role: 'minuend' | 'subtrahend'
  /** The difference at which the ramp ends. */
  readonly most: number
  readonly pair: DifferencePair
}

/** Where the part that is drawn first leaves its picture for the second. */
export interface DifferencePair {
  subtrahend: { readonly texture: WebGLTexture; readonly frame: number } | null
}

/**
 * A value between 0 and 1 as two bytes of a colour: exact to 1/65535 in a texture that every GPU can draw into. Red
 * holds the high byte, green the low one.
 */
export const packValue = `
  vec4 inTwoBytes(float value) {
    float steps = floor(clamp(value, 0.0, 1.0) * 65535.0 + 0.5);
    float high = floor(steps / 256.0);
    return vec4(high / 255.0, (steps - high * 256.0) / 255.0, 0.0, 1.0);
  }`

const vertexShader = `
  attribute vec2 a_corner;
  varying vec2 v_at;
  void main() {
    v_at = (a_corner + 1.0) / 2.0;
    gl_Position = vec4(a_corner, 0.0, 1.0);
  }`

const colour = (rgb: readonly number[]) => `vec3(${rgb.map((part) => (part / 255).toFixed(6)).join(', ')})`

const fragmentShader = `
  precision highp float;
  varying vec2 v_at;
  uniform sampler2D u_minuend;
  uniform sampler2D u_subtrahend;
  uniform float u_gain;
  float value(vec4 texel) { return (texel.r * 255.0 * 256.0 + texel.g * 255.0) / 65535.0; }
  void main() {
    vec4 minuend = texture2D(u_minuend, v_at);
    vec4 subtrahend = texture2D(u_subtrahend, v_at);
    if (minuend.a < 0.5 || subtrahend.a < 0.5) discard;
    float share = clamp((value(minuend) - value(subtrahend)) * u_gain, -1.0, 1.0);
    vec3 end = share < 0.0 ? ${colour(differenceColours.lower)} : ${colour(differenceColours.higher)};
    gl_FragColor = vec4(mix(${colour(differenceColours.same)}, end, abs(share)), 1.0);
  }`

/** Draws the difference of two packed pictures of the size of the canvas on the canvas itself. */
export interface DifferencePass {
  draw(minuend: WebGLTexture, subtrahend: WebGLTexture, gain: number): void
}

/** @throws Error when the GPU's driver refuses the shaders */
export function createDifferencePass(gl: WebGLRenderingContext): DifferencePass {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) throw new Error('the GPU takes no shader')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true)
    throw new Error(gl.getProgramInfoLog(program) ?? 'the GPU refuses the shaders of the difference')
  const corners = gl.createBuffer()
  gl.bindBuffer(gl.ARRAY_BUFFER, corners)
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW)
  const at = (name: string) => gl.getUniformLocation(program, name)
  const [minuendAt, subtrahendAt, gainAt] = [at('u_minuend'), at('u_subtrahend'), at('u_gain')]
  const cornerAt = gl.getAttribLocation(program, 'a_corner')

  return {
    draw(minuend, subtrahend, gain) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, null)
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
      gl.disable(gl.DEPTH_TEST)
      gl.disable(gl.BLEND)
      gl.useProgram(program)
      gl.bindBuffer(gl.ARRAY_BUFFER, corners)
      gl.enableVertexAttribArray(cornerAt)
      gl.vertexAttribPointer(cornerAt, 2, gl.FLOAT, false, 0, 0)
      for (const [unit, texture, location] of [
        [0, minuend, minuendAt],
        [1, subtrahend, subtrahendAt],
      ] as const) {
        gl.activeTexture(gl.TEXTURE0 + unit)
        gl.bindTexture(gl.TEXTURE_2D, texture)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
        gl.uniform1i(location, unit)
      }
      gl.uniform1f(gainAt, gain)
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
      gl.activeTexture(gl.TEXTURE0)
      gl.enable(gl.BLEND)
    },
  }
}
