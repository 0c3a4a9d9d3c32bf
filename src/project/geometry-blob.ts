import type { LonLat, Polygon } from '../domain/polygon.ts'

/** West, east, south, north in degrees, in the order in which GeoPackage and its R-tree keep them. */
export interface Envelope {
  readonly minX: number
  readonly maxX: number
  readonly minY: number
  readonly maxY: number
}

export interface Point {
  readonly type: 'Point'
  readonly coordinates: [number, number]
}

/** A stored geometry that Roadstead can use, or null; `note` says what is wrong with it, null where nothing is. */
export interface ReadGeometry<G> {
  readonly geometry: G | null
  readonly note: string | null
}

const wgs84 = 4326
const envelopeBytes = [0, 32, 48, 48, 64]
/** 8 header bytes, XY envelope, WKB header and counts of a polygon with one ring. */
const polygonOffset = 8 + 32 + 5 + 4 + 4

/** The smallest box around positions (lon, lat). */
export function envelopeOf(positions: readonly LonLat[]): Envelope {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of positions) {
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return { minX, maxX, minY, maxY }
}

/**
 * A polygon with one ring as GeoPackage binary (OGC 12-128r17, 2.1.3): little endian, XY envelope, EPSG:4326, then
 * ISO WKB. Positions are (lon, lat) in degrees.
 */
export function polygonBlob(polygon: Polygon): Buffer {
  const ring = polygon.coordinates[0] ?? []
  const blob = Buffer.alloc(polygonOffset + ring.length * 16)
  const at = writeHeader(blob, envelopeOf(ring))
  blob.writeUInt8(1, at)
  blob.writeUInt32LE(3, at + 1)
  blob.writeUInt32LE(1, at + 5)
  blob.writeUInt32LE(ring.length, at + 9)
  ring.forEach(([x, y], index) => {
    blob.writeDoubleLE(x, polygonOffset + index * 16)
    blob.writeDoubleLE(y, polygonOffset + index * 16 + 8)
  })
  return blob
}

/** A point (lon, lat) as GeoPackage binary; see `polygonBlob`. */
export function pointBlob(point: Point): Buffer {
  const blob = Buffer.alloc(8 + 32 + 5 + 16)
  const [x, y] = point.coordinates
  const at = writeHeader(blob, envelopeOf([point.coordinates]))
  blob.writeUInt8(1, at)
  blob.writeUInt32LE(1, at + 1)
  blob.writeDoubleLE(x, at + 5)
  blob.writeDoubleLE(y, at + 13)
  return blob
}

function writeHeader(blob: Buffer, envelope: Envelope): number {
  blob.write('GP', 0, 'latin1')
  blob.writeUInt8(0, 2)
  blob.writeUInt8(0x03, 3)
  blob.writeInt32LE(wgs84, 4)
  blob.writeDoubleLE(envelope.minX, 8)
  blob.writeDoubleLE(envelope.maxX, 16)
  blob.writeDoubleLE(envelope.minY, 24)
  blob.writeDoubleLE(envelope.maxY, 32)
  return 40
}

/** Reads WKB sequentially; every read beyond the end throws a RangeError, which `parse` turns into a note. */
class Cursor {
  private at: number
  private readonly blob: Buffer
  private little = true

  constructor(blob: Buffer, at: number) {
    this.blob = blob
    this.at = at
  }

  /** Byte order and geometry type; ISO types above 1000 and EWKB flags say that Z or M follow. */
  header(): { kind: number; dimensions: number } {
    const order = this.blob.readUInt8(this.at)
    if (order > 1) throw new RangeError('unknown byte order')
    this.little = order === 1
    this.at += 1
    const type = this.count()
    const ewkb = (type & 0x80000000 ? 1 : 0) + (type & 0x40000000 ? 1 : 0)
    const code = type & 0x0fffffff
    const iso = [0, 1, 1, 2][Math.floor(code / 1000)]
    if (iso === undefined) throw new RangeError('unknown geometry type')
    return { kind: code % 1000, dimensions: 2 + Math.max(ewkb, iso) }
  }

  count(): number {
    const value = this.little ? this.blob.readUInt32LE(this.at) : this.blob.readUInt32BE(this.at)
    this.at += 4
    return value
  }

  /** One position; what follows X and Y is skipped. Minus zero becomes zero: JSON cannot tell them apart. */
  position(dimensions: number): [number, number] {
    const [x, y] = [this.double(0), this.double(8)]
    this.at += dimensions * 8
    return [x + 0, y + 0]
  }

  private double(offset: number): number {
    return this.little ? this.blob.readDoubleLE(this.at + offset) : this.blob.readDoubleBE(this.at + offset)
  }
}

const flattened = 'its heights or measures are left out'

/**
 * Reads a stored polygon: both byte orders, all envelope kinds, Z and M left out, a multipolygon of one part taken
 * as that part. Rings are given as they are stored.
 */
export function readPolygon(blob: unknown): ReadGeometry<Polygon> {
  return parse(blob, (cursor, srs) => {
    let { kind, dimensions } = cursor.header()
    if (kind === 6) {
      const parts = cursor.count()
      if (parts !== 1) return unusable(`it has ${parts} parts, and a hull or an area is one`)
      ;({ kind, dimensions } = cursor.header())
    }
    if (kind !== 3) return unusable('it is not a polygon')
    const rings = cursor.count()
    if (rings === 0) return unusable('it is empty')
    if (rings > 1) return unusable('it has holes')
    const length = cursor.count()
    const ring: [number, number][] = []
    for (let index = 0; index < length; index += 1) ring.push(cursor.position(dimensions))
    const fault = ringFault(ring) ?? srsFault(srs)
    if (fault !== null) return unusable(fault)
    return {
      geometry: { type: 'Polygon', coordinates: [ring] },
      note: dimensions > 2 ? flattened : null,
    }
  })
}

/** Reads a stored point; see `readPolygon`. */
export function readPoint(blob: unknown): ReadGeometry<Point> {
  return parse(blob, (cursor, srs) => {
    const { kind, dimensions } = cursor.header()
    if (kind !== 1) return unusable('it is not a point')
    const coordinates = cursor.position(dimensions)
    if (!coordinates.every(Number.isFinite)) return unusable('it is empty')
    const fault = srsFault(srs)
    if (fault !== null) return unusable(fault)
    return { geometry: { type: 'Point', coordinates }, note: dimensions > 2 ? flattened : null }
  })
}

function unusable(note: string): { geometry: null; note: string } {
  return { geometry: null, note }
}

/** GeoPackage calls -1 and 0 undefined; foreign programs write 0 for what they mean as WGS 84. */
function srsFault(srs: number): string | null {
  return srs === wgs84 || srs === 0 ? null : `it is in the reference system ${srs}, not in WGS 84 (4326)`
}

function ringFault(ring: readonly LonLat[]): string | null {
  const [first, last] = [ring[0], ring.at(-1)]
  if (first === undefined || last === undefined) return 'it is empty'
  if (!ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) return 'a coordinate is not a number'
  if (ring.some(([x, y]) => Math.abs(x) > 540 || Math.abs(y) > 90)) return 'a coordinate is not in degrees'
  if (first[0] !== last[0] || first[1] !== last[1]) return 'its ring does not end where it begins'
  if (ring.length < 4) return 'its ring has fewer than three corners'
  return null
}

function parse<G>(blob: unknown, read: (cursor: Cursor, srs: number) => ReadGeometry<G>): ReadGeometry<G> {
  if (blob === null || blob === undefined) return { geometry: null, note: null }
  if (!Buffer.isBuffer(blob)) return unusable('it is not a GeoPackage geometry')
  try {
    const header = headerOf(blob)
    if (header === null) return unusable('it is not a GeoPackage geometry')
    return read(new Cursor(blob, header.wkbOffset), header.srs)
  } catch (error) {
    if (error instanceof RangeError) return unusable('it is cut off or damaged')
    throw error
  }
}

function headerOf(blob: Buffer): { wkbOffset: number; srs: number; empty: boolean; little: boolean } | null {
  if (blob.length < 8 || blob.toString('latin1', 0, 2) !== 'GP') return null
  const flags = blob.readUInt8(3)
  const size = envelopeBytes[(flags >> 1) & 7]
  if (size === undefined) return null
  const little = (flags & 1) === 1
  const srs = little ? blob.readInt32LE(4) : blob.readInt32BE(4)
  return { wkbOffset: 8 + size, srs, empty: (flags & 16) !== 0, little }
}

/** Longer than this no geometry is read, and none is walked through that does not say where it lies. */
const largestMeasured = 1_000_000

/**
 * The box around any stored geometry, null where it has none (NULL, empty, unreadable). This is what the R-tree
 * triggers ask for through ST_MinX and its like, so it never throws.
 */
export function blobEnvelope(blob: unknown): Envelope | null {
  if (!Buffer.isBuffer(blob)) return null
  try {
    const header = headerOf(blob)
    if (header === null || header.empty) return null
    if (header.wkbOffset >= 40) {
      const read = (at: number) => (header.little ? blob.readDoubleLE(at) : blob.readDoubleBE(at))
      const box = { minX: read(8), maxX: read(16), minY: read(24), maxY: read(32) }
      return finiteBox(box)
    }
    if (blob.length > largestMeasured) return null
    const positions: LonLat[] = []
    collectPositions(new Cursor(blob, header.wkbOffset), positions, 0)
    return finiteBox(envelopeOf(positions.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function finiteBox(box: Envelope): Envelope | null {
  return Object.values(box).every(Number.isFinite) ? box : null
}

function collectPositions(cursor: Cursor, into: LonLat[], depth: number): void {
  if (depth > 8) throw new RangeError('nested too deeply')
  const { kind, dimensions } = cursor.header()
  const line = () => {
    for (let left = cursor.count(); left > 0; left -= 1) into.push(cursor.position(dimensions))
  }
  if (kind === 1) into.push(cursor.position(dimensions))
  else if (kind === 2) line()
  else if (kind === 3) for (let left = cursor.count(); left > 0; left -= 1) line()
  else if (kind >= 4 && kind <= 7)
    for (let left = cursor.count(); left > 0; left -= 1) collectPositions(cursor, into, depth + 1)
  else throw new RangeError('unknown geometry type')
}
