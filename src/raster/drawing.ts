import { bandPresets, bandWords, isRadar } from './bands.ts'
import { isComplex, type BandInfo, type PixelImage } from './scene-image.ts'

/** A named way to draw a scene: see `SceneLook` for `drawn` and `combination`. */
export interface DrawingPreset {
  readonly name: 'palette' | 'true_colour' | 'near_infrared' | 'water_index' | 'by_number' | 'single'
  readonly drawn: 'bands' | 'difference' | 'palette'
  readonly combination: number[]
}

/** What a scene's file means its samples to look like. */
export interface Drawing {
  /** The one to begin with first. */
  readonly presets: DrawingPreset[]
  readonly decibels: 'none' | 'power' | 'amplitude'
  /** The lowest values are white (TIFF's photometric interpretation 0). */
  readonly whiteIsLow: boolean
}

/** TIFF's photometric interpretation of colours in a table. */
const paletteColour = 3

const radarSensors =
  /sentinel-?1|terrasar|tandem-?x|cosmo|radarsat|iceye|capella|umbra|palsar|saocom|novasar|\bpaz\b|\b(envisat|ers-?[12])\b|\bsar\b/i

/**
 * How a scene is drawn before anybody touched it, and what else can be chosen.
 * @param lowest the lowest sample of the first band: radar with negative samples is in decibels already
 */
export function drawingOf(image: PixelImage, sensor: string | null, lowest: number): Drawing {
  const words = bandWords(image, sensor)
  const presets: DrawingPreset[] = bandPresets(image, sensor).map(({ name, combination }) => ({
    name,
    drawn: 'bands',
    combination: combination.kind === 'rgb' ? [...combination.bands] : [combination.band],
  }))
  const [green, nir] = [words.indexOf('green') + 1, words.indexOf('nir') + 1]
  // McFeeters' normalised difference water index: water is bright, ships and land are dark.
  if (green > 0 && nir > 0)
    presets.splice(-1, 0, { name: 'water_index', drawn: 'difference', combination: [green, nir] })
  // A table of greys, which stands for "white is low", would show wide samples without a stretch.
  if (image.palette !== null && image.levels[0]?.photometric === paletteColour)
    presets.unshift({ name: 'palette', drawn: 'palette', combination: [1] })
  return {
    presets,
    decibels: lowest >= 0 && isRadarScene(image, sensor) ? decibelsOf(image) : 'none',
    whiteIsLow: image.levels[0]?.photometric === 0,
  }
}

/** Whether a scene is radar, by the names of its bands, its sensor, or its complex samples, which nothing else has. */
export function isRadarScene(image: PixelImage, sensor: string | null): boolean {
  const isKnown = isRadar(bandWords(image, sensor)) || (sensor !== null && radarSensors.test(sensor))
  return isKnown || image.bands.some(({ type }) => isComplex(type))
}

/** Detected products keep amplitudes as integers, single-look ones as complex numbers; calibrated power is a float. */
function decibelsOf(image: PixelImage): 'power' | 'amplitude' {
  const type = image.bands[0]?.type ?? 'Byte'
  return type.startsWith('Float') && !isComplex(type) ? 'power' : 'amplitude'
}

/** Scale and offset from samples to physical values, where the file has one that changes anything. */
export function physicalScale(band: BandInfo | undefined): { scale?: number; offset?: number } {
  const [scale, offset] = [band?.scale ?? 1, band?.offset ?? 0]
  return scale === 1 && offset === 0 ? {} : { scale, offset }
}
