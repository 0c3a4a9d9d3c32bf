import { ellipsoidOf } from '../../geodesy/projection.ts'
import type { CrsIdentity } from './crs-of-keys.ts'
import { epsgDefinition, geographicCodeOfName } from './epsg.ts'
import { childOf, epsgCodeOf, numberAt, parseWkt, type WktNode } from './wkt.ts'
import { projOfMethod } from './wkt-projections.ts'

const projectedWords = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS']
const geographicWords = [
  'GEOGCS',
  'GEOGCRS',
  'GEOGRAPHICCRS',
  'GEODCRS',
  'GEODETICCRS',
  'BASEGEOGCRS',
  'BASEGEODCRS',
]

/**
 * The system that a WKT text (1 or 2, also Esri's) describes: its EPSG code where the text names one for the whole,
 * else a PROJ string. Of a compound system the horizontal part counts. A code alone may stand in its place. Null where
 * it can't be understood.
 */
export function crsOfWkt(wkt: string): CrsIdentity | null {
  const code = /^\s*EPSG:(\d+)\s*$/i.exec(wkt)?.[1]
  if (code !== undefined) return { kind: 'epsg', code: Number(code) }
  const node = parseWkt(wkt.trim())
  return node === null ? null : identityOf(node)
}

function identityOf(node: WktNode): CrsIdentity | null {
  if (node.keyword === 'COMPD_CS' || node.keyword === 'COMPOUNDCRS') {
    const horizontal = childOf(node, ...projectedWords, ...geographicWords, 'BOUNDCRS')
    return horizontal === null ? null : identityOf(horizontal)
  }
  if (node.keyword === 'BOUNDCRS') {
    const source = childOf(node, 'SOURCECRS')?.children[0]
    return source === undefined ? null : bound(identityOf(source), childOf(node, 'ABRIDGEDTRANSFORMATION'))
  }
  const projected = projectedWords.includes(node.keyword)
  if (!projected && !geographicWords.includes(node.keyword)) return null
  const code = epsgCodeOf(node)
  if (code !== null) return { kind: 'epsg', code }
  const extension = childOf(node, 'EXTENSION')
  if (extension?.values[0] === 'PROJ4') return ofProjText(String(extension.values[1]))
  if (childOf(node, 'DERIVINGCONVERSION') !== null) return null
  return projected ? projectedOf(node) : geographicOf(node)
}

const shiftNames = [
  'x_axis_translation',
  'y_axis_translation',
  'z_axis_translation',
  'x_axis_rotation',
  'y_axis_rotation',
  'z_axis_rotation',
  'scale_difference',
]

/** A system of its own with the shift to WGS 84 that WKT 2 binds it to; a code keeps the shift that is known for it. */
function bound(identity: CrsIdentity | null, transformation: WktNode | null): CrsIdentity | null {
  if (identity?.kind !== 'custom' || identity.base !== null || transformation === null) return identity
  const method = wordsOf(childOf(transformation, 'METHOD')?.values[0])
  if (!/translation|position_vector|coordinate_frame/.test(method)) return identity
  const given = new Map(
    transformation.children.map((one): [string, number | null] => [wordsOf(one.values[0]), numberAt(one, 1)]),
  )
  // The one convention turns the vector, the other the axes.
  const turn = method.includes('coordinate_frame') ? -1 : 1
  const shift = shiftNames.map((name, index) => {
    const value = given.get(name) ?? 0
    // The difference of scale stands there as a factor.
    if (index === 6) return value === 0 ? 0 : (value - 1) * 1e6
    return index > 2 ? turn * value : value
  })
  const earth = identity.earth.replace(/\s*\+towgs84=\S+/, '')
  return {
    ...identity,
    earth: `${earth} +towgs84=${shift.map((one) => Number(one.toPrecision(12))).join(',')}`,
  }
}

/** GDAL writes the PROJ string beside what WKT 1 can't say. */
function ofProjText(text: string): CrsIdentity {
  const words = text.replace(/\+(no_defs|wktext|type=crs)\b/g, '').replace(/\s+/g, ' ')
  return { kind: 'custom', projection: words.trim(), base: null, earth: '' }
}

function geographicOf(node: WktNode): CrsIdentity | null {
  const earth = earthOf(node)
  const degrees = degreesOf(node)
  if (earth === null) return null
  if (Math.abs(degrees - 1) > 1e-9)
    return { kind: 'custom', projection: `+proj=longlat +to_degree=${degrees}`, ...earth }
  if (earth.base !== null) return { kind: 'epsg', code: earth.base }
  return { kind: 'custom', projection: '+proj=longlat', ...earth }
}

function projectedOf(node: WktNode): CrsIdentity | null {
  const geographic = childOf(node, ...geographicWords)
  const earth = geographic === null ? null : earthOf(geographic)
  const conversion = childOf(node, 'CONVERSION') ?? node
  const method = wordsOf(childOf(conversion, 'PROJECTION', 'METHOD')?.values[0])
  if (geographic === null || earth === null || method === '') return null
  if (/^(mercator_auxiliary_sphere|popular_visualisation_pseudo_mercator)$/.test(method))
    return { kind: 'epsg', code: 3857 }
  const unit = numberAt(childOf(node, 'UNIT', 'LENGTHUNIT') ?? axisUnit(node), 1) ?? 1
  const degrees = degreesOf(geographic)
  const parameters = new Map<string, number>()
  for (const parameter of conversion.children.filter(({ keyword }) => keyword === 'PARAMETER')) {
    const name = wordsOf(parameter.values[0])
    const value = numberAt(parameter, 1)
    if (value !== null) parameters.set(name, value * factorOf(parameter, name, unit, degrees))
  }
  // Krovak's grid counts southwards, then westwards, unless it is turned: Esri says so with a parameter, others by the axes.
  if (/^south$/i.test(String(childOf(node, 'AXIS')?.values[1] ?? ''))) parameters.set('x_scale', 1)
  const projection = projOfMethod(method, parameters)
  if (projection === null) return null
  const units = unit === 1 ? '+units=m' : `+to_meter=${unit}`
  return { kind: 'custom', projection: `${projection} ${units}`, ...earth }
}

/** WKT 2 gives a parameter its unit; in WKT 1 angles are in the unit of the geographic system, lengths in that of the map. */
function factorOf(parameter: WktNode, name: string, unit: number, degrees: number): number {
  const angle = numberAt(childOf(parameter, 'ANGLEUNIT'), 1)
  if (angle !== null) return tidy((angle * 180) / Math.PI)
  const length = numberAt(childOf(parameter, 'LENGTHUNIT'), 1)
  if (length !== null) return length
  if (childOf(parameter, 'SCALEUNIT') !== null || name.startsWith('scale_factor')) return 1
  return /easting|northing|height/.test(name) ? unit : degrees
}

/** Where WKT 2 gives no unit for the whole, its axes have one each. */
function axisUnit(node: WktNode): WktNode | null {
  return childOf(childOf(node, 'AXIS'), 'LENGTHUNIT', 'ANGLEUNIT', 'UNIT')
}

/** Degrees of the angular unit of a geographic system. */
function degreesOf(geographic: WktNode): number {
  const unit = childOf(geographic, 'UNIT', 'ANGLEUNIT') ?? axisUnit(geographic)
  const radians = numberAt(unit, 1)
  return radians === null ? 1 : tidy((radians * 180) / Math.PI)
}

/** Texts carry fifteen digits of a degree in radians: what differs from a round number by less is that number. */
function tidy(degrees: number): number {
  return Number(degrees.toPrecision(12))
}

/** The geographic system by its code or by the names that Esri and GDAL write, else its ellipsoid. */
function earthOf(geographic: WktNode): { readonly base: number | null; readonly earth: string } | null {
  const datum = childOf(geographic, 'DATUM', 'ENSEMBLE', 'TRF', 'GEODETICDATUM')
  const ellipsoid = childOf(datum, 'SPHEROID', 'ELLIPSOID')
  const shift = childOf(datum, 'TOWGS84')
  const [a, rf] = [numberAt(ellipsoid, 1), numberAt(ellipsoid, 2)]
  const code =
    epsgCodeOf(geographic) ??
    geographicCodeOfName(String(geographic.values[0])) ??
    geographicCodeOfName(String(datum?.values[0] ?? ''))
  const fits = code !== null && (a === null || rf === null || isEllipsoidOf(code, a, rf))
  if (shift === null && fits) return { base: code, earth: '' }
  if (a === null || !(a > 0) || rf === null) return null
  const size = numberAt(childOf(ellipsoid, 'LENGTHUNIT'), 1) ?? 1
  const figure = rf === 0 ? `+a=${a * size} +b=${a * size}` : `+a=${a * size} +rf=${rf}`
  const towgs84 = shift === null ? '' : ` +towgs84=${shift.values.map(Number).join(',')}`
  const meridian = meridianOf(childOf(geographic, 'PRIMEM'))
  return { base: null, earth: `${figure}${towgs84}${meridian === 0 ? '' : ` +pm=${meridian}`}` }
}

/** Degrees of a prime meridian: WKT 2 gives its unit, WKT 1 counts in degrees, as GDAL and Esri write it. */
function meridianOf(primeMeridian: WktNode | null): number {
  const value = numberAt(primeMeridian, 1) ?? 0
  const radians = numberAt(childOf(primeMeridian, 'ANGLEUNIT', 'UNIT'), 1)
  return radians === null ? value : tidy((value * radians * 180) / Math.PI)
}

function isEllipsoidOf(code: number, a: number, rf: number): boolean {
  const definition = epsgDefinition(code)
  if (definition === null) return false
  const own = ellipsoidOf(definition)
  const b = rf === 0 ? a : a * (1 - 1 / rf)
  return Math.abs(own.a - a) < 1 && Math.abs(own.b - b) < 1
}

/** Names as GDAL, Esri and EPSG write them, in one spelling. */
function wordsOf(name: string | number | undefined): string {
  return String(name ?? '')
    .toLowerCase()
    .replace(/\s*\(spherical\)/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}
