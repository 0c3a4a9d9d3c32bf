import type { LonLat } from '../../src/domain/polygon.ts'
import { showCoordinates } from '../../src/geodesy/coordinates-text.ts'

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
export function showLonLat(lonLat: LonLat): string {
  return showCoordinates(lonLat, 'decimal') ?? ''
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
