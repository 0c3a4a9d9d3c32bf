import type { SceneLook } from '../../../src/contract/scene-look.ts'
import { packValue } from '../compare/difference-pass.ts'
import type { MatchTable } from '../map-contract.ts'
import { matchEntries } from '../compare/match-texture.ts'

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
  u_matchLow: 'vec3',
  u_matchHigh: 'vec3',
  u_matched: 'float',
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
 * @param isPart packs the first value for a difference of two scenes instead of drawing a colour
 */
export function sceneFragmentShader(content: TileContent, isPart = false): string {
  const { samples, alpha } = texelParts[content]
  const difference = `
    float total = samples.r + samples.g;
    if (total == 0.0) discard;
    samples = vec3((samples.r - samples.g) / total);`
  const drawn = `
    vec3 linear = (samples - u_low) / (u_high - u_low);
    vec3 bounds = max(u_low, vec3(${tiny}));
    vec3 decibels = log(max(samples, vec3(${tiny})) / bounds) / log(max(u_high, bounds * 1.000001) / bounds);
    vec3 stretched = clamp(mix(linear, decibels, u_logarithmic), 0.0, 1.0);
    vec3 color = abs(u_inverted - pow(stretched, vec3(1.0 / u_gamma)));
    gl_FragColor = vec4(color, 1.0) * alpha * u_opacity * u_transitionAlpha;`
  const part = `
    if (alpha < 0.5) discard;
    float bound = max(u_part.x, ${tiny});
    float level = log(max(samples.r, ${tiny}) / bound) / log(max(u_part.y, bound * 1.000001) / bound);
    gl_FragColor = inTwoBytes(mix((samples.r - u_part.x) / (u_part.y - u_part.x), level, u_part.z));`
  return `
  precision highp float;
  varying vec2 v_textureCoord;
  varying vec2 v_localMapCoord;
  uniform vec4 u_renderExtent;
  uniform float u_transitionAlpha;
  uniform sampler2D u_tileTextures[1];
  uniform sampler2D u_match;
  uniform vec4 u_disc;
  uniform vec3 u_part;
  ${lookUniformNames.map((name) => `uniform ${lookUniforms[name]} ${name};`).join('\n  ')}
  ${isPart ? packValue : ''}
  vec4 entry(float index) { return texture2D(u_match, vec2((index + 0.5) / ${matchEntries}.0, 0.5)); }
  vec2 between(float sample, float low, float high) {
    float at = clamp((sample - low) / (high - low), 0.0, 1.0) * ${matchEntries - 1}.0;
    float below = min(floor(at), ${matchEntries - 2}.0);
    return vec2(below, at - below);
  }
  vec3 matched(vec3 samples) {
    vec2 r = between(samples.r, u_matchLow.r, u_matchHigh.r);
    vec2 g = between(samples.g, u_matchLow.g, u_matchHigh.g);
    vec2 b = between(samples.b, u_matchLow.b, u_matchHigh.b);
    return vec3(
      mix(entry(r.x).r, entry(r.x + 1.0).r, r.y),
      mix(entry(g.x).g, entry(g.x + 1.0).g, g.y),
      mix(entry(b.x).b, entry(b.x + 1.0).b, b.y)
    );
  }
  void main() {
    if (u_disc.w * (u_disc.z - distance(gl_FragCoord.xy, u_disc.xy)) < 0.0) discard;
    if (
      v_localMapCoord[0] < u_renderExtent[0] || v_localMapCoord[1] < u_renderExtent[1] ||
      v_localMapCoord[0] > u_renderExtent[2] || v_localMapCoord[1] > u_renderExtent[3]
    ) discard;
    vec4 texel = texture2D(u_tileTextures[0], v_textureCoord);
    float alpha = clamp(${alpha}, 0.0, 1.0);
    if (alpha == 0.0) discard;
    vec3 samples = ${samples} / alpha;
    ${content === 'two' ? difference : ''}
    if (u_matched > 0.5) samples = matched(samples);
    ${isPart ? part : drawn}
  }`
}

/** A look as the numbers that the shader reads. `whiteIsLow`: the file means its lowest values to be white. */
export function uniformsOf(
  look: SceneLook,
  whiteIsLow: boolean,
  match: MatchTable | null = null,
): LookUniforms {
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
    u_matchLow: match === null ? [0, 0, 0] : [...match.low],
    u_matchHigh: match === null ? [1, 1, 1] : [...match.high],
    u_matched: match === null ? 0 : 1,
  }
}
