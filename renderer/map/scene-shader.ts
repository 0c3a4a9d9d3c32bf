import type { SceneLook } from '../../src/contract/scene-look.ts'

/** What a tile's texture holds before its last band, which is 1 where there is data. */
export type TileContent = 'one' | 'two' | 'three'

/** A number or three of them that the shader reads anew with every frame. */
export type LookUniforms = Readonly<Record<LookUniform, number | number[]>>

const lookUniforms = {
  u_low: 'vec3',
  u_high: 'vec3',
  u_logarithmic: 'float',
  u_gamma: 'float',
  u_inverted: 'float',
  u_opacity: 'float',
} as const
type LookUniform = keyof typeof lookUniforms
export const lookUniformNames = Object.keys(lookUniforms) as readonly LookUniform[]

/** The least that a logarithm is taken of: far below any sample that is not 0. */
const tiny = 1e-30

/** OpenLayers' own vertex shader of raster tiles: texture coordinates, and the place inside of the tile in map units. */
export const sceneVertexShader = `
  attribute vec2 a_textureCoord;
  uniform mat4 u_tileTransform;
  uniform float u_texturePixelWidth;
  uniform float u_texturePixelHeight;
  uniform float u_textureResolution;
  uniform float u_depth;
  varying vec2 v_textureCoord;
  varying vec2 v_localMapCoord;
  void main() {
    v_textureCoord = a_textureCoord;
    v_localMapCoord = vec2(
      u_texturePixelWidth * u_textureResolution * v_textureCoord[0],
      -1. * u_texturePixelHeight * u_textureResolution * v_textureCoord[1]
    );
    gl_Position = u_tileTransform * vec4(a_textureCoord, u_depth, 1.0);
  }`

/** Where OpenLayers' textures of two, three and four float bands keep them. */
const texelParts: Readonly<Record<TileContent, { readonly samples: string; readonly alpha: string }>> = {
  one: { samples: 'texel.rrr', alpha: 'texel.a' },
  two: { samples: 'vec3(texel.rg, 0.0)', alpha: 'texel.b' },
  three: { samples: 'texel.rgb', alpha: 'texel.a' },
}

/**
 * From samples to colours. Samples without data are 0 in every band, so that dividing by the alpha undoes the mixing
 * at the edge of the data. Two bands are drawn as their normalised difference.
 */
export function sceneFragmentShader(content: TileContent): string {
  const { samples, alpha } = texelParts[content]
  const difference = `
    float total = samples.r + samples.g;
    if (total == 0.0) discard;
    samples = vec3((samples.r - samples.g) / total);`
  return `
  precision highp float;
  varying vec2 v_textureCoord;
  varying vec2 v_localMapCoord;
  uniform vec4 u_renderExtent;
  uniform float u_transitionAlpha;
  uniform sampler2D u_tileTextures[1];
  ${lookUniformNames.map((name) => `uniform ${lookUniforms[name]} ${name};`).join('\n  ')}
  void main() {
    if (
      v_localMapCoord[0] < u_renderExtent[0] || v_localMapCoord[1] < u_renderExtent[1] ||
      v_localMapCoord[0] > u_renderExtent[2] || v_localMapCoord[1] > u_renderExtent[3]
    ) discard;
    vec4 texel = texture2D(u_tileTextures[0], v_textureCoord);
    float alpha = clamp(${alpha}, 0.0, 1.0);
    if (alpha == 0.0) discard;
    vec3 samples = ${samples} / alpha;
    ${content === 'two' ? difference : ''}
    vec3 linear = (samples - u_low) / (u_high - u_low);
    vec3 bounds = max(u_low, vec3(${tiny}));
    vec3 decibels = log(max(samples, vec3(${tiny})) / bounds) / log(max(u_high, bounds * 1.000001) / bounds);
    vec3 stretched = clamp(mix(linear, decibels, u_logarithmic), 0.0, 1.0);
    vec3 color = abs(u_inverted - pow(stretched, vec3(1.0 / u_gamma)));
    gl_FragColor = vec4(color, 1.0) * alpha * u_opacity * u_transitionAlpha;
  }`
}

/** A look as the numbers that the shader reads. `whiteIsLow`: the file means its lowest values to be white. */
export function uniformsOf(look: SceneLook, whiteIsLow: boolean): LookUniforms {
  const colours = look.drawn === 'palette'
  const at = (index: number) => {
    const { low, high } = look.stretch[index] ?? look.stretch[0] ?? { low: 0, high: 1 }
    return colours ? { low: 0, high: 255 } : { low, high: high === low ? low + 1e-6 : high }
  }
  const three = look.drawn === 'bands' && look.combination.length >= 3
  const ranges = three ? [at(0), at(1), at(2)] : [at(0), at(0), at(0)]
  return {
    u_low: ranges.map(({ low }) => low),
    u_high: ranges.map(({ high }) => high),
    u_logarithmic: look.decibels !== 'none' && look.drawn === 'bands' ? 1 : 0,
    u_gamma: Math.max(0.01, look.gamma),
    u_inverted: look.inverted !== (whiteIsLow && look.drawn === 'bands') ? 1 : 0,
    u_opacity: look.opacity,
  }
}
