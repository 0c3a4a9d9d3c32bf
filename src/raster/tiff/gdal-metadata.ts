import { decoded, elementsOf } from '../acquisition/xml.ts'

/** What the tag GDAL_METADATA (42112) says: items of the whole image by name, and those of each band (0-based). */
export interface GdalMetadata {
  readonly items: Readonly<Record<string, string>>
  readonly bands: ReadonlyMap<number, GdalBandMetadata>
}

export interface GdalBandMetadata {
  readonly description: string | null
  readonly scale: number | null
  readonly offset: number | null
  readonly colorInterpretation: string | null
  /** Middle of the band in nanometres. */
  readonly wavelengthNm: number | null
}

const nothing: GdalMetadata = { items: {}, bands: new Map() }
const noBand: GdalBandMetadata = {
  description: null,
  scale: null,
  offset: null,
  colorInterpretation: null,
  wavelengthNm: null,
}

/** Parses the XML text that GDAL stores in its metadata tag; damaged text gives what can be read of it. */
export function parseGdalMetadata(text: string | null): GdalMetadata {
  if (text === null) return nothing
  const items: Record<string, string> = {}
  const bands = new Map<number, GdalBandMetadata>()
  for (const element of elementsOf(text)) {
    if (element.name !== 'Item') continue
    const name = element.attributes['name'] ?? ''
    const sample = element.attributes['sample']
    // GDAL escapes the values twice.
    const text = decoded(element.text)
    if (sample === undefined) {
      if (name !== '' && !(name in items)) items[name] = text
      continue
    }
    const index = Number(sample)
    const fields = bandField(element.attributes['role'] ?? '', name, text)
    if (Number.isInteger(index)) bands.set(index, { ...(bands.get(index) ?? noBand), ...fields })
  }
  return { items, bands }
}

function bandField(role: string, name: string, text: string): Partial<GdalBandMetadata> {
  const value = Number(text)
  const number = text === '' || !Number.isFinite(value) ? null : value
  switch (role) {
    case 'description':
      return { description: text }
    case 'scale':
      return { scale: number }
    case 'offset':
      return { offset: number }
    case 'colorinterp':
      return { colorInterpretation: colorName(text) }
    default:
      return wavelengthField(name, number)
  }
}

/** GDAL counts in micrometres; ENVI's headers, which GDAL copies, in either: no optical band is 100 µm or 100 nm long. */
function wavelengthField(name: string, value: number | null): Partial<GdalBandMetadata> {
  if (value === null || !(value > 0) || !/^(central_)?wavelength(_um|_nm)?$/i.test(name)) return {}
  return { wavelengthNm: value < 100 ? value * 1000 : value }
}

function colorName(text: string): string {
  return text === '' ? 'Undefined' : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
}
