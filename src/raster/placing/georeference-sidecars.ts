import type { Affine, GroundControlPoint } from '../scene-image.ts'
import { parseNoData } from '../nodata-text.ts'
import { elementsOf } from '../acquisition/xml.ts'
import { esriTransform, type EsriTransform } from './esri-sidecar.ts'

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

/** Whether a vendor's file, or a PAM document, carries a camera model of rational polynomials. */
export function isCameraModel(text: string): boolean {
  return /\bLINE_OFF\b|\blineOffset\b|<Metadata domain="RPC">|<(Inverse_Model|RFM_Validity)>/.test(text)
}

/** What GDAL's `.aux.xml` (PAM) says about the place of a scene. */
export interface AuxPlacement {
  readonly affine: Affine | null
  readonly gcps: readonly GroundControlPoint[]
  /** Pairs of places that ArcGIS noted; the file's resolution says what they mean. */
  readonly links: EsriTransform['links']
  readonly wkt: string | null
}

/** What a PAM document says about one band; each counts before what the TIFF says. */
export interface AuxBand {
  readonly noDataValue?: number
  readonly name?: string
  readonly scale?: number
  readonly offset?: number
  readonly colorInterpretation?: string
}

/** The bands of a PAM document by number, 1-based; damaged parts are left out. */
export function parseAuxBands(text: string): ReadonlyMap<number, AuxBand> {
  const bands = new Map<number, AuxBand>()
  let current = 0
  for (const { name, attributes, path, text: value } of elementsOf(text)) {
    if (name === 'PAMRasterBand') current = Number(attributes['band'] ?? 0)
    if (path.length !== 2 || path[1] !== 'PAMRasterBand' || !Number.isInteger(current)) continue
    const field = auxField(name, value)
    if (field !== null) bands.set(current, { ...bands.get(current), ...field })
  }
  return bands
}

function auxField(name: string, text: string): AuxBand | null {
  if (name === 'Description') return { name: text }
  if (name === 'ColorInterp') return { colorInterpretation: text }
  const number = parseNoData(text)
  if (number === null) return null
  if (name === 'NoDataValue') return { noDataValue: number }
  if (!Number.isFinite(number)) return null
  if (name === 'Scale') return { scale: number }
  return name === 'Offset' ? { offset: number } : null
}

/** What a PAM document says of the whole scene, by name, whatever domain it stands in; the first of each counts. */
export function parseAuxItems(text: string): Record<string, string> {
  const items: Record<string, string> = {}
  for (const { name, attributes, path, text: value } of elementsOf(text)) {
    const key = attributes['key'] ?? ''
    if (name === 'MDI' && key !== '' && path.length === 2 && path[1] === 'Metadata') items[key] ??= value
  }
  return items
}

/** Reads a PAM document; damaged parts are left out. */
export function parseAuxXml(text: string): AuxPlacement {
  const elements = elementsOf(text)
  const top = (name: string) => elements.find((one) => one.name === name && one.path.length === 1)
  const numbers = (top('GeoTransform')?.text ?? '').split(',').map(Number)
  const [a, b, c, d, e, f] = numbers
  const sound = numbers.length === 6 && numbers.every((value) => Number.isFinite(value))
  const list = top('GCPList')
  const esri = esriTransform(elements)
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
    links: esri.links,
    wkt: top('SRS')?.text ?? list?.attributes['Projection'] ?? esri.wkt,
  }
}
