import type { BandInfo, PixelImage } from './scene-image.ts'

/** What a screen shows of a scene: three bands as red, green and blue, or one as grey. Bands by GDAL's numbers. */
export type BandCombination =
  | { readonly kind: 'rgb'; readonly bands: readonly [number, number, number] }
  | { readonly kind: 'single'; readonly band: number }

export interface BandPreset {
  /** `by_number`: what the bands are is not known, three of them are shown as they come. */
  readonly name: 'true_colour' | 'near_infrared' | 'by_number' | 'single'
  readonly combination: BandCombination
}

const sentinel2: Readonly<Record<string, string>> = {
  '1': 'coastal_blue',
  '2': 'blue',
  '3': 'green',
  '4': 'red',
  '8': 'nir',
}

/** Bands of products that number them, by sensor: what "B4" or "B04" is. From the agencies' handbooks. */
const numberedBands: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/sentinel-?2/i, sentinel2],
  [
    /landsat[-_ ]?[89]|\bL[CO]0?[89]/i,
    { '1': 'coastal_blue', '2': 'blue', '3': 'green', '4': 'red', '5': 'nir' },
  ],
  [/landsat[-_ ]?[457]|\bL[ET]0?[457]/i, { '1': 'blue', '2': 'green', '3': 'red', '4': 'nir' }],
]

const tenMetres = ['blue', 'green', 'red', 'nir']
const redEdges = ['rededge', 'rededge 2', 'rededge 3']
const shortWaves = ['swir 1', 'swir 2']

/** Band orders of products, by their number of bands; from the vendors' product specifications. */
const productBands: readonly (readonly [RegExp, number, readonly string[]])[] = [
  [/skysat/i, 5, ['blue', 'green', 'red', 'nir', 'pan']],
  [/planet|skysat|dove/i, 4, tenMetres],
  [/planet|dove/i, 8, ['coastal_blue', 'blue', 'green_i', 'green', 'yellow', 'red', 'rededge', 'nir']],
  [/rapideye/i, 5, ['blue', 'green', 'red', 'rededge', 'nir']],
  [/naip/i, 4, ['red', 'green', 'blue', 'nir']],
  [/worldview/i, 8, ['coastal_blue', 'blue', 'green', 'yellow', 'red', 'rededge', 'nir', 'nir2']],
  [/worldview|geoeye|quickbird|ikonos/i, 4, tenMetres],
  [/(pleiades|pléiades|phr|pneo).*neo|pneo/i, 6, ['red', 'green', 'blue', 'nir', 'rededge', 'coastal_blue']],
  [/pleiades|pléiades|phr|pneo|spot[-_ ]?[67]/i, 4, ['red', 'green', 'blue', 'nir']],
  [/landsat[-_ ]?[89]/i, 7, ['coastal_blue', ...tenMetres, ...shortWaves]],
  [/landsat[-_ ]?[457]/i, 6, [...tenMetres, ...shortWaves]],
  [/landsat[-_ ]?[45]/i, 7, [...tenMetres, 'swir 1', 'thermal', 'swir 2']],
  // All bands in the order of their numbers; without the cirrus band; those of 10 and 20 m; those of 10 m.
  [
    /sentinel-?2/i,
    13,
    ['coastal_blue', 'blue', 'green', 'red', ...redEdges, 'nir', 'nir2', 'vapour', 'cirrus', ...shortWaves],
  ],
  [
    /sentinel-?2/i,
    12,
    ['coastal_blue', 'blue', 'green', 'red', ...redEdges, 'nir', 'nir2', 'vapour', ...shortWaves],
  ],
  [/sentinel-?2/i, 10, ['blue', 'green', 'red', ...redEdges, 'nir', 'nir2', ...shortWaves]],
  [/sentinel-?2/i, 4, tenMetres],
]

/** Where each colour ends, in nanometres: the visible bands of the products above fall in between. */
const colourEnds: readonly (readonly [number, string])[] = [
  [400, 'ultraviolet'],
  [455, 'coastal_blue'],
  [515, 'blue'],
  [590, 'green'],
  [625, 'yellow'],
  [690, 'red'],
  [765, 'rededge'],
  [905, 'nir'],
  [1400, 'nir2'],
  [3000, 'swir'],
]

function colourOfWavelength(nm: number): string | null {
  return colourEnds.find(([end]) => nm < end)?.[1] ?? null
}

/** A description such as "Band 3 (Red)" or "B04" as a word of this module, or null. */
function bandWord(name: string): string | null {
  const text = name.toLowerCase()
  if (/\b(nir|near.?infra.?red)/.test(text)) return 'nir'
  if (/red.?edge/.test(text)) return 'rededge'
  if (/coastal/.test(text)) return 'coastal_blue'
  // PlanetScope has a second green, "green_i".
  const plain = /(?:\b|_)(red|green|blue|yellow|pan|vv|vh|hh|hv|alpha)(?![a-z]|[ _]i\b)/.exec(text)
  if (plain?.[1] !== undefined) return plain[1]
  const [, number, unit] = /(\d+(?:\.\d+)?) ?(nm|nanomet|µm|um|micromet)/.exec(text) ?? []
  if (number === undefined) return null
  return colourOfWavelength(Number(number) * (unit?.startsWith('n') === true ? 1 : 1000))
}

/**
 * The name of each band: the file's own description, the product's band order where the sensor is known, the colour
 * interpretation, else `band n`.
 */
export function bandNames(image: PixelImage, sensor: string | null): string[] {
  const visible = image.bands.filter((band) => band.colorInterpretation !== 'Alpha').length
  const order =
    sensor === null ? undefined : productBands.find(([is, n]) => is.test(sensor) && n === visible)?.[2]
  return image.bands.map((band, index) => {
    if (band.name !== null && band.name !== '') return band.name
    const colour = colourOfFile(band, image)
    return colour ?? order?.[index] ?? loneBand(image, sensor) ?? `band ${index + 1}`
  })
}

/** Products of which each band is a file say in its name which it is: `…_B04.tiff`, `…_SR_B4.TIF`, `…-grd-vv-….tiff`. */
function loneBand({ bands, name }: PixelImage, sensor: string | null): string | null {
  if (bands.length !== 1) return null
  const polarisation = /(?:^|[_-])(vv|vh|hh|hv)(?=[_.-])/i.exec(name)?.[1]
  if (polarisation !== undefined) return polarisation.toLowerCase()
  const isNumbered = sensor !== null && numberedBands.some(([is]) => is.test(sensor))
  const number = isNumbered ? /(?:^|_)(B\d{1,2}A?)(?=[_.])/i.exec(name)?.[1] : undefined
  return number?.toUpperCase() ?? 'band'
}

/** What the file's colour interpretation says of a band; null where it says nothing that helps. */
function colourOfFile({ band, colorInterpretation }: BandInfo, { bands }: PixelImage): string | null {
  const colour = colorInterpretation.toLowerCase()
  if (colour === 'alpha') return 'alpha'
  if (!bands.some((one) => one.colorInterpretation === 'Blue')) return null
  if (colour === 'red' || colour === 'green' || colour === 'blue') return colour
  // The file says red, green, blue and leaves the fourth open: aerial photographs keep near infrared there.
  return band === 4 && bands.length === 4 ? 'nir' : null
}

/**
 * What each band is, in the words of this module (`red`, `green`, `blue`, `nir`, `vv` …); its own name where it is none
 * of them.
 */
export function bandWords(image: PixelImage, sensor: string | null): string[] {
  const names = bandNames(image, sensor)
  const numbers = numbersOf(names, sensor)
  return names.map((name, index) => {
    const number = /^(?:sr_|band[ _]?)?b?0?(\d{1,2})$/i.exec(name)?.[1]
    const numbered = number === undefined || /^band \d+$/.test(name) ? undefined : numbers?.[number]
    const band = image.bands[index]
    const nm = band?.wavelengthNm ?? null
    const said = numbered ?? bandWord(name) ?? (nm === null ? null : colourOfWavelength(nm))
    return said ?? (band === undefined ? null : colourOfFile(band, image)) ?? name
  })
}

/** What numbers mean. Only Sentinel-2 writes them with a nought, or has a band 8A. */
function numbersOf(names: readonly string[], sensor: string | null) {
  const known = sensor === null ? undefined : numberedBands.find(([is]) => is.test(sensor))?.[1]
  return known ?? (sensor === null && names.some((name) => /^B(0\d|8A)$/.test(name)) ? sentinel2 : undefined)
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
    // As other programs show them; vendors' blue, green, red is one choice further.
    presets.push(byNumber(first, second, third), byNumber(third, second, first))
  }
  presets.push({ name: 'single', combination: { kind: 'single', band: first } })
  return presets
}

function byNumber(red: number, green: number, blue: number): BandPreset {
  return { name: 'by_number', combination: { kind: 'rgb', bands: [red, green, blue] } }
}

export function isRadar(words: readonly string[]): boolean {
  return words.some((word) => /^(vv|vh|hh|hv)$/.test(word))
}

/** The combination that a scene is first shown in. */
export function defaultCombination(image: PixelImage, sensor: string | null): BandCombination {
  return bandPresets(image, sensor)[0]?.combination ?? { kind: 'single', band: 1 }
}
