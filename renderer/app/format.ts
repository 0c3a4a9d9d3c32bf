import type { LonLat } from '../../src/domain/polygon.ts'

/** Half-widths are shown with two digits below ten, as whole metres above: more would promise too much. */
export function showError(metres: number | null): string {
  if (metres === null) return ''
  return `± ${metres < 1.95 ? metres.toFixed(1) : Math.round(metres)}`
}

/** A length in metres, with as many decimals as its error justifies in a form: one. */
export function showMetres(metres: number | null): string {
  return metres === null ? '–' : metres.toFixed(1)
}

/** `272 ± 6`: a measure in a table. */
export function showMeasure(metres: number | null, error: number | null): string {
  if (metres === null) return '–'
  const digits = error !== null && error < 1.95 ? 1 : 0
  return `${metres.toFixed(digits)} ${showError(error)}`.trim()
}

/** `042.5°`, or both directions where bow and stern cannot be told apart: `042.5°/222.5°`. */
export function showHeading(degrees: number | null, known: 0 | 1 | null): string {
  if (degrees === null) return '–'
  if (known !== 0) return oneHeading(degrees)
  return `${oneHeading(degrees)}/${oneHeading(degrees + 180)}`
}

function oneHeading(degrees: number): string {
  const tenths = Math.round((((degrees % 360) + 360) % 360) * 10) % 3600
  return `${(tenths / 10).toFixed(1).padStart(5, '0')}°`
}

/** `29.95182° N 122.04731° E`. Longitudes beyond 180 are brought back. */
export function showLonLat([lon, lat]: LonLat): string {
  const east = ((((lon + 180) % 360) + 360) % 360) - 180
  const part = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`
  return `${part(lat, 'N', 'S')} ${part(east, 'E', 'W')}`
}

/** `1 204`: whole numbers with thin spaces, other samples with up to four digits that matter. */
export function showSample(value: number): string {
  if (!Number.isFinite(value)) return 'no data'
  if (!Number.isInteger(value)) return String(Number(value.toPrecision(4)))
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009')
}

/** `0.5 m`, `10 m`, `3.0 m`: ground sample distance. */
export function showGsd(metres: number): string {
  return `${metres < 9.95 ? metres.toFixed(1) : Math.round(metres)} m`
}

/** Reads `29.95 N 122.05 E`, `29.95, 122.05` (latitude first) or `122.05 E 29.95 N`; null where it is none of them. */
export function readLonLat(text: string): LonLat | null {
  const parts = [...text.toUpperCase().matchAll(/([+-]?\d+(?:\.\d+)?)\s*°?\s*([NSEW])?/g)]
  if (parts.length !== 2 || /[^\d\s.,;°NSEW+-]/.test(text.toUpperCase())) return null
  const values = parts.map(([, number, letter]) => ({
    value: Number(number) * (letter === 'S' || letter === 'W' ? -1 : 1),
    letter: letter ?? '',
  }))
  const [first, second] = values
  if (first === undefined || second === undefined) return null
  const lonFirst = 'EW'.includes(first.letter) && first.letter !== ''
  const [lat, lon] = lonFirst ? [second.value, first.value] : [first.value, second.value]
  return Math.abs(lat) > 90 || Math.abs(lon) > 180 ? null : [lon, lat]
}
