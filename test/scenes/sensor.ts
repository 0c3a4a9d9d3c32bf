import type { Samples } from '../../src/raster/tiff/tiff-writer.ts'
import type { Canvas } from './canvas.ts'
import { grain } from './prng.ts'
import type { Sun } from './sun.ts'

/** An instrument: what it makes of the light that comes from the ground. */
export interface Sensor {
  readonly name: string
  readonly provider: string
  /** Which planes it records, in file order (0 blue, 1 green, 2 red, 3 near infrared). */
  readonly bands: readonly number[]
  readonly dtype: 'uint8' | 'uint16' | 'float32'
  /** Blur of optics and detector, standard deviation in pixels. */
  readonly blurPx: number
  /**
   * `radiance`: 100 x W m-2 sr-1 um-1. `reflectance`: 10,000 x reflectance. `display`: stretched to 8 bits.
   * `backscatter`: radar, linear (see `illuminate`).
   */
  readonly product: 'radiance' | 'reflectance' | 'display' | 'backscatter'
  /** Noise at a dark pixel and its growth with the square root of the signal, in DN. */
  readonly readNoise: number
  readonly shotNoise: number
}

/** Exoatmospheric irradiance (W m-2 um-1), share of skylight, path reflectance and transmittance by band. */
const irradiance = [1997, 1859, 1560, 1098]
const skyShare = [0.27, 0.2, 0.15, 0.1]
const path = [0.062, 0.036, 0.02, 0.009]
const transmittance = [0.74, 0.8, 0.84, 0.88]

/** Separable Gaussian blur, edges repeated. */
export function blur(plane: Float32Array, width: number, height: number, sigmaPx: number): Float32Array {
  if (sigmaPx <= 0.05) return plane
  const radius = Math.max(1, Math.ceil(sigmaPx * 2.6))
  const taps = Array.from({ length: radius + 1 }, (_, i) => Math.exp((-i * i) / (2 * sigmaPx * sigmaPx)))
  const total = taps.reduce((sum, tap, i) => sum + (i === 0 ? tap : 2 * tap), 0)
  const kernel = taps.map((tap) => tap / total)
  const across = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) {
      let sum = plane[row + x]! * kernel[0]!
      for (let i = 1; i <= radius; i++)
        sum += kernel[i]! * (plane[row + Math.max(0, x - i)]! + plane[row + Math.min(width - 1, x + i)]!)
      across[row + x] = sum
    }
  }
  const out = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) out[row + x] = across[row + x]! * kernel[0]!
    for (let i = 1; i <= radius; i++) {
      const above = Math.max(0, y - i) * width
      const below = Math.min(height - 1, y + i) * width
      const tap = kernel[i]!
      for (let x = 0; x < width; x++)
        out[row + x] = out[row + x]! + tap * (across[above + x]! + across[below + x]!)
    }
  }
  return out
}

/** Light, air, optics and detector: the canvas as the bands of a file. `haze` 1 is a clear day, 2 a milky one. */
export function expose(canvas: Canvas, sensor: Sensor, sun: Sun, seed: string, haze = 1): Samples[] {
  const { width, height, shade } = canvas
  const height01 = Math.sin((sun.elevationDeg * Math.PI) / 180)
  return sensor.bands.map((band, order) => {
    const plane = canvas.planes[band]!
    const sky = skyShare[band]! * Math.sqrt(haze)
    const light = new Float32Array(plane.length)
    for (let i = 0; i < light.length; i++) light[i] = plane[i]! * (1 - (1 - sky) * shade[i]!)
    const seen = blur(light, width, height, sensor.blurPx)
    const out = samplesFor(sensor.dtype, seen.length)
    const top = sensor.dtype === 'uint8' ? 255 : 65535
    const noise = grain(seed, order)
    for (let i = 0; i < out.length; i++) {
      const reflectance = path[band]! * haze + transmittance[band]! * seen[i]!
      let value: number
      if (sensor.product === 'radiance')
        value = ((reflectance * irradiance[band]! * height01) / Math.PI) * 100
      else if (sensor.product === 'reflectance') value = reflectance * 10_000
      else value = displayed(reflectance - path[band]! * haze * 0.75)
      value += noise() * (sensor.readNoise + sensor.shotNoise * Math.sqrt(Math.max(0, value)))
      out[i] = Math.max(sensor.dtype === 'uint8' ? 0 : 1, Math.min(top, Math.round(value)))
    }
    return out
  })
}

function samplesFor(dtype: Sensor['dtype'], length: number): Samples {
  if (dtype === 'uint8') return new Uint8Array(length)
  return dtype === 'uint16' ? new Uint16Array(length) : new Float32Array(length)
}

/** The tone curve of an 8-bit visual product: dark ground opened, bright roofs rolled off. A table over 0 to 1. */
const toneCurve = Float32Array.from({ length: 4097 }, (_, i) => {
  const x = i / 4096 / 0.27
  return 255 * Math.pow((x * (1 + x * 0.08)) / (1 + x * 0.42), 0.62)
})

function displayed(reflectance: number): number {
  const x = Math.max(0, Math.min(0.9999, reflectance)) * 4096
  const low = Math.floor(x)
  return toneCurve[low]! + (toneCurve[low + 1]! - toneCurve[low]!) * (x - low)
}

export const planetScope: Sensor = {
  name: 'PlanetScope',
  provider: 'Planet',
  bands: [0, 1, 2, 3],
  dtype: 'uint16',
  blurPx: 0.74,
  product: 'radiance',
  readNoise: 22,
  shotNoise: 0.36,
}

/** An aircraft-like or very high resolution satellite picture, pan-sharpened, as an 8-bit visual product. */
export const veryHighResolution: Sensor = {
  name: 'VHR-1',
  provider: 'Meridian Imaging',
  bands: [2, 1, 0],
  dtype: 'uint8',
  blurPx: 0.52,
  product: 'display',
  readNoise: 0.9,
  shotNoise: 0.09,
}

/** Sentinel-2's band 4 as top-of-atmosphere reflectance. */
export const sentinel2Red: Sensor = {
  name: 'Sentinel-2A MSI',
  provider: 'Copernicus',
  bands: [2],
  dtype: 'uint16',
  blurPx: 0.5,
  product: 'reflectance',
  readNoise: 4,
  shotNoise: 0.15,
}

/** Sentinel-1's VV channel, ground range detected and terrain corrected. */
export const sentinel1: Sensor = {
  name: 'Sentinel-1A SAR',
  provider: 'Copernicus',
  bands: [0],
  dtype: 'float32',
  blurPx: 0.6,
  product: 'backscatter',
  readNoise: 0,
  shotNoise: 0,
}
