import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Polygon } from '../../src/domain/polygon.ts'
import {
  blobEnvelope,
  pointBlob,
  polygonBlob,
  readPoint,
  readPolygon,
} from '../../src/project/geometry-blob.ts'
import { square } from './sample-data.ts'

const coordinate = fc.tuple(
  fc.double({ min: -540, max: 540, noNaN: true }).map((value) => value + 0),
  fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0),
)
const polygon = fc.array(coordinate, { minLength: 3, maxLength: 12 }).map((corners): Polygon => {
  const ring = corners.map(([lon, lat]): [number, number] => [lon, lat])
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [0, 0]]] }
})

interface Form {
  readonly little?: boolean
  readonly envelope?: 0 | 1 | 2 | 3 | 4
  /** 0, 1000 (Z), 2000 (M), 3000 (ZM), or the flag of EWKB. */
  readonly dimension?: 0 | 1000 | 2000 | 3000 | 0x80000000
  readonly srs?: number
  readonly multi?: number
}

/** A polygon as another program may have written it. */
function foreignBlob(rings: readonly (readonly [number, number])[][], form: Form): Buffer {
  const { little = true, envelope = 0, dimension = 0, srs = 4326, multi } = form
  const parts: Buffer[] = []
  const uint32 = (value: number) => {
    const part = Buffer.alloc(4)
    if (little) part.writeUInt32LE(value)
    else part.writeUInt32BE(value)
    parts.push(part)
  }
  const double = (value: number) => {
    const part = Buffer.alloc(8)
    if (little) part.writeDoubleLE(value)
    else part.writeDoubleBE(value)
    parts.push(part)
  }
  const byte = (value: number) => parts.push(Buffer.from([value]))
  parts.push(Buffer.from('GP\0'))
  byte((envelope << 1) | (little ? 1 : 0))
  uint32(srs)
  const box = rings.flat()
  if (envelope > 0) {
    for (const axis of [0, 1] as const) {
      double(Math.min(...box.map((position) => position[axis])))
      double(Math.max(...box.map((position) => position[axis])))
    }
    for (let extra = 0; extra < [0, 0, 2, 2, 4][envelope]!; extra += 1) double(7)
  }
  const extraValues = dimension === 3000 ? 2 : dimension === 0 ? 0 : 1
  const one = () => {
    byte(little ? 1 : 0)
    uint32(dimension === 0x80000000 ? 0x80000003 : dimension + 3)
    uint32(rings.length)
    for (const ring of rings) {
      uint32(ring.length)
      for (const [lon, lat] of ring) {
        double(lon)
        double(lat)
        for (let extra = 0; extra < extraValues; extra += 1) double(42)
      }
    }
  }
  if (multi === undefined) one()
  else {
    byte(little ? 1 : 0)
    uint32(dimension + 6)
    uint32(multi)
    for (let part = 0; part < multi; part += 1) one()
  }
  return Buffer.concat(parts)
}

describe('a footprint', () => {
  test('comes back bit for bit from the form in which GeoPackage keeps it', () => {
    fc.assert(
      fc.property(polygon, (drawn) => {
        expect(readPolygon(polygonBlob(drawn))).toEqual({ geometry: drawn, note: null })
      }),
    )
  })

  test('is read in every form that other programs write', () => {
    const form = fc.record({
      little: fc.boolean(),
      envelope: fc.constantFrom(0, 1, 2, 3, 4),
      dimension: fc.constantFrom(0, 1000, 2000, 3000),
      srs: fc.constantFrom(4326, 0),
      multi: fc.option(fc.constant(1), { nil: undefined }),
    }) as fc.Arbitrary<Form>
    fc.assert(
      fc.property(polygon, form, (drawn, written) => {
        const ring = drawn.coordinates[0] ?? []
        const blob = foreignBlob([ring], written)
        expect(readPolygon(blob).geometry).toEqual(drawn)
        const [xs, ys] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
        expect(blobEnvelope(blob)).toEqual({
          minX: Math.min(...xs),
          maxX: Math.max(...xs),
          minY: Math.min(...ys),
          maxY: Math.max(...ys),
        })
      }),
    )
  })

  test('with heights is read without them, and that is noted', () => {
    const ring = square(1, 2).coordinates[0] ?? []
    for (const dimension of [1000, 0x80000000] as const)
      expect(readPolygon(foreignBlob([ring], { dimension }))).toEqual({
        geometry: square(1, 2),
        note: expect.stringContaining('left out') as string,
      })
  })

  const ring = square(1, 2).coordinates[0] ?? []
  test.each([
    ['two parts', foreignBlob([ring], { multi: 2 })],
    ['holes', foreignBlob([ring, ring], {})],
    ['no ring', foreignBlob([], {})],
    ['an empty ring', foreignBlob([[]], {})],
    ['another reference system', foreignBlob([ring], { srs: 32651 })],
    ['an open ring', foreignBlob([ring.slice(0, 4)], {})],
    ['two corners', foreignBlob([[ring[0]!, ring[1]!, ring[0]!]], {})],
    ['a coordinate that is no number', foreignBlob([[[NaN, 0], ...ring.slice(1, 4), [NaN, 0]]], {})],
    ['metres', foreignBlob([ring.map(([lon, lat]) => [lon * 1e6, lat] as [number, number])], {})],
    ['its end missing', polygonBlob(square(1, 2)).subarray(0, 90)],
    ['a point', pointBlob({ type: 'Point', coordinates: [1, 2] })],
    ['WKB without a header', polygonBlob(square(1, 2)).subarray(40)],
    ['text', 'POLYGON((0 0,1 0,1 1,0 0))'],
  ])('that has or is %s reads as none, with the reason', (_what, blob) => {
    expect(readPolygon(blob)).toEqual({ geometry: null, note: expect.stringMatching(/\w/) as string })
  })

  test('that is random bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.boolean(), (bytes, header) => {
        const blob = Buffer.concat([
          header ? polygonBlob(square(1, 2)).subarray(0, 50) : Buffer.alloc(0),
          bytes,
        ])
        readPolygon(blob)
        readPoint(blob)
        blobEnvelope(blob)
      }),
    )
  })
})
