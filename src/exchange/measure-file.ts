import { measureFootprint, type Measures } from '../geodesy/measure.ts'
import { Problem } from '../domain/problem.ts'
import type { Ring } from '../domain/polygon.ts'
import { readFootprint } from './footprint-geometry.ts'
import { featuresIn } from './geojson.ts'
import { isObject } from './json-object.ts'

/** The measures of one polygon of a file. `index` counts the file's polygons from 0; `id` is its feature's. */
export interface MeasuredPolygon extends Measures {
  readonly index: number
  readonly id: string | number | null
}

interface FoundPolygon {
  readonly id: string | number | null
  readonly geometry: unknown
  readonly place: string
}

/**
 * Measures every polygon of a GeoJSON file, in the file's order: rounded to 7 decimals as they would be stored, and
 * with the heading of an axis, 0 to 180, because a file says nothing of bows. Of a polygon with holes the outline is
 * measured. Parts of a MultiPolygon count each for itself, unless they are one outline cut at the antimeridian.
 * @throws Problem `import/refused` where the file is not GeoJSON on WGS 84, or a polygon can't be measured.
 */
export function measureFile(bytes: Uint8Array, fileName: string): MeasuredPolygon[] {
  const measured: MeasuredPolygon[] = []
  let number = 0
  for (const feature of featuresIn(bytes, fileName))
    for (const { id, geometry, place } of polygonsOf(feature, `features[${number++}]`)) {
      const ring = readFootprint(geometry, undefined)
      if ('why' in ring) {
        const what = `The polygon of ${place} can't be measured: ${ring.why}.`
        throw new Problem('import/refused', fileName, what, 'Mend it, or take it out of the file.')
      }
      measured.push({ index: measured.length, id, ...measureFootprint(ring.value as Ring, null) })
    }
  return measured
}

function polygonsOf(feature: unknown, place: string): FoundPolygon[] {
  if (!isObject(feature)) return []
  const { id } = feature
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  return outlines(feature['geometry']).map((geometry) => ({ id: known, geometry, place }))
}

/** The geometries to measure, each a Polygon without holes or a MultiPolygon that is one cut outline. */
function outlines(geometry: unknown): unknown[] {
  if (!isObject(geometry)) return []
  const { type, coordinates, geometries } = geometry
  if (type === 'GeometryCollection') return Array.isArray(geometries) ? geometries.flatMap(outlines) : []
  if (type === 'Polygon') return [{ type, coordinates: exteriorOnly(coordinates) }]
  if (type !== 'MultiPolygon') return []
  const parts: unknown[] = Array.isArray(coordinates) ? coordinates.map(exteriorOnly) : []
  const whole = { type, coordinates: parts }
  if (parts.length > 1 && 'value' in readFootprint(whole, undefined)) return [whole]
  return parts.map((part) => ({ type: 'Polygon', coordinates: part }))
}

function exteriorOnly(rings: unknown): unknown {
  return Array.isArray(rings) ? rings.slice(0, 1) : rings
}
