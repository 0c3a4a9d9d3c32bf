import type { PixelImage } from './scene-image.ts'

/** What a screen shows of a scene: three bands as red, green and blue, or one as grey. Bands by GDAL's numbers. */
export type BandCombination =
  | { readonly kind: 'rgb'; readonly bands: readonly [number, number, number] }
  | { readonly kind: 'single'; readonly band: number }

export interface BandPreset {
  readonly name: 'true_colour' | 'near_infrared' | 'single'
  readonly combination: BandCombination
}

/** Bands of products that number them, by sensor: what "B4" or "B04" is. From the agencies' handbooks. */
const numberedBands: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/sentinel-?2/i, { '1': 'coastal_blue', '2': 'blue', '3': 'green', '4': 'red', '8': 'nir' }],
  [
    /landsat[-_ ]?[89]|\bL[CO]0?[89]/i,
    { '1': 'coastal_blue', '2': 'blue', '3': 'green', '4': 'red', '5': 'nir' },
  ],
  [/landsat[-_ ]?[457]|\bL[ET]0?[457]/i, { '1': 'blue', '2': 'green', '3': 'red', '4': 'nir' }],
]

/** Band orders of products, by their number of bands; from the vendors' product specifications. */
const productBands: readonly (readonly [RegExp, number, readonly string[]])[] = [
  [/skysat/i, 5, ['blue', 'green', 'red', 'nir', 'pan']],
  [/planet|skysat/i, 4, ['blue', 'green', 'red', 'nir']],
  [/planet/i, 8, ['coastal_blue', 'blue', 'green_i', 'green', 'yellow', 'red', 'rededge', 'nir']],
  [/rapideye/i, 5, ['blue', 'green', 'red', 'rededge', 'nir']],
  [/naip/i, 4, ['red', 'green', 'blue', 'nir']],
  [/worldview/i, 8, ['coastal_blue', 'blue', 'green', 'yellow', 'red', 'rededge', 'nir', 'nir2']],
  [/worldview|geoeye|quickbird|ikonos/i, 4, ['blue', 'green', 'red', 'nir']],
  [/pleiades|pléiades|spot/i, 4, ['red', 'green', 'blue', 'nir']],
]

/** A description such as "Band 3 (Red)" or "B04" as a word of this module, or null. */
function bandWord(name: string): string | null {
  const text = name.toLowerCase()
  if (/\b(nir|near.?infra.?red)/.test(text)) return 'nir'
  if (/red.?edge/.test(text)) return 'rededge'
  if (/coastal/.test(text)) return 'coastal_blue'
  const plain = /\b(red|green|blue|yellow|pan|vv|vh|hh|hv|alpha)\b/.exec(text)
  return plain?.[1] ?? null
}

/**
 * The name of each band: the file's own description, the product's band order where the sensor is known, the colour
 * interpretation, else `band n`.
 */
export function bandNames(image: PixelImage, sensor: string | null): string[] {
  const visible = image.bands.filter((band) => band.colorInterpretation !== 'Alpha').length
  const order =
    sensor === null ? undefined : productBands.find(([is, n]) => is.test(sensor) && n === visible)?.[2]
  const colours = image.bands.some((band) => band.colorInterpretation === 'Blue')
  return image.bands.map((band, index) => {
    if (band.name !== null && band.name !== '') return band.name
    const colour = band.colorInterpretation.toLowerCase()
    if (colour === 'alpha') return 'alpha'
    if (colours && (colour === 'red' || colour === 'green' || colour === 'blue')) return colour
    // The file says red, green, blue and leaves the fourth open: aerial photographs keep near infrared there.
    if (colours && index === 3 && image.bands.length === 4) return 'nir'
    return order?.[index] ?? (image.bands.length === 1 ? 'band' : `band ${index + 1}`)
  })
}

/**
 * What each band is, in the words of this module (`red`, `green`, `blue`, `nir`, `vv` …); its own name where it is none
 * of them.
 */
export function bandWords(image: PixelImage, sensor: string | null): string[] {
  const numbers = sensor === null ? undefined : numberedBands.find(([is]) => is.test(sensor))?.[1]
  return bandNames(image, sensor).map((name) => {
    const number = /^(?:sr_|band[ _]?)?b?0?(\d{1,2})$/i.exec(name)?.[1]
    const numbered = number === undefined || /^band \d+$/.test(name) ? undefined : numbers?.[number]
    return numbered ?? bandWord(name) ?? name
  })
}

/** The combinations that make sense for a scene, the one to show first at the front. */
export function bandPresets(image: PixelImage, sensor: string | null): BandPreset[] {
  const words = bandWords(image, sensor)
  const find = (word: string) => {
    const index = words.indexOf(word)
    return index < 0 ? null : index + 1
  }
  const [red, green, blue, nir] = [find('red'), find('green'), find('blue'), find('nir')]
  const presets: BandPreset[] = []
  if (image.palette === null && red !== null && green !== null && blue !== null) {
    presets.push({ name: 'true_colour', combination: { kind: 'rgb', bands: [red, green, blue] } })
  }
  if (nir !== null && red !== null && green !== null) {
    presets.push({ name: 'near_infrared', combination: { kind: 'rgb', bands: [nir, red, green] } })
  }
  const data = image.bands.filter((band) => band.colorInterpretation !== 'Alpha').map((band) => band.band)
  const [first = 1, second, third] = data
  if (presets.length === 0 && second !== undefined && third !== undefined && !isRadar(words)) {
    // Four bands and more without a name come as blue, green, red, near infrared far more often than not.
    const bands: [number, number, number] = data.length >= 4 ? [third, second, first] : [first, second, third]
    presets.push({ name: 'true_colour', combination: { kind: 'rgb', bands } })
  }
  presets.push({ name: 'single', combination: { kind: 'single', band: first } })
  return presets
}

export function isRadar(words: readonly string[]): boolean {
  return words.some((word) => /^(vv|vh|hh|hv)$/.test(word))
}

/** The combination that a scene is first shown in. */
export function defaultCombination(image: PixelImage, sensor: string | null): BandCombination {
  return bandPresets(image, sensor)[0]?.combination ?? { kind: 'single', band: 1 }
}
