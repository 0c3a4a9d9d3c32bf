import type { Affine, GroundControlPoint } from './scene-image.ts'
import { elementsOf } from './xml.ts'

/** Six lines of a world file, which speaks of the centre of the first pixel; null where they are not six numbers. */
export function parseWorldFile(text: string): Affine | null {
  const numbers = text
    .slice(0, 1000)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Number(word.replace(',', '.')))
  const [a, d, b, e, x, y] = numbers
  if (a === undefined || d === undefined || b === undefined || e === undefined) return null
  if (x === undefined || y === undefined || numbers.slice(0, 6).some((value) => !Number.isFinite(value)))
    return null
  if (a * e - b * d === 0) return null
  return [x - 0.5 * (a + b), a, b, y - 0.5 * (d + e), d, e]
}

/** What GDAL's `.aux.xml` (PAM) says about the place of a scene. */
export interface AuxPlacement {
  readonly affine: Affine | null
  readonly gcps: readonly GroundControlPoint[]
  readonly wkt: string | null
}

/** Reads a PAM document; damaged parts are left out. */
export function parseAuxXml(text: string): AuxPlacement {
  const elements = elementsOf(text)
  const top = (name: string) => elements.find((one) => one.name === name && one.path.length === 1)
  const numbers = (top('GeoTransform')?.text ?? '').split(',').map(Number)
  const [a, b, c, d, e, f] = numbers
  const sound = numbers.length === 6 && numbers.every((value) => Number.isFinite(value))
  const list = top('GCPList')
  const gcps = elements
    .filter((one) => one.name === 'GCP' && one.path.includes('GCPList'))
    .map(({ attributes }) => ({
      column: Number(attributes['Pixel']),
      row: Number(attributes['Line']),
      x: Number(attributes['X']),
      y: Number(attributes['Y']),
    }))
    .filter((point) => Object.values(point).every((value) => Number.isFinite(value)))
  return {
    affine: sound ? [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0] : null,
    gcps,
    wkt: top('SRS')?.text ?? list?.attributes['Projection'] ?? null,
  }
}
