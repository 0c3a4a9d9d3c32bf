import fc from 'fast-check'
import { newUid } from '../../src/domain/identifiers.ts'
import { newPlace } from '../../src/domain/place.ts'
import { newScene } from '../../src/domain/scene.ts'
import { newVessel } from '../../src/domain/vessel.ts'
import { round7, type LonLat, type Ring } from '../../src/domain/polygon.ts'
import type { Records } from '../../src/domain/records.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import {
  activities,
  berthStates,
  classConfidences,
  edges,
  identityConfidences,
  identityKinds,
  vesselClasses,
} from '../../src/domain/vocabulary.ts'
import { rectangleOnTheSphere } from './rectangle-on-the-sphere.ts'
import { measureFootprint } from '../../src/geodesy/measure.ts'
import { normaliseRing } from '../../src/geodesy/ring.ts'

/** A rectangle of a hull, built with plain spherical arithmetic; contiguous longitudes, 7 decimals, counterclockwise. */
export function hull(centre: LonLat, lengthM: number, beamM: number, headingDeg: number): Ring {
  return normaliseRing(
    rectangleOnTheSphere(centre, lengthM, beamM, headingDeg).map(([lon, lat]) => [round7(lon), round7(lat)]),
  )
}

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
const code = <T extends object>(of: T) => fc.constantFrom(...keys(of))

/** Text that has broken programs before: formulas, right-to-left, emoji, line ends, quotes, separators. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((each) => each.replaceAll('\0', '')),
  fc.constantFrom(
    '=1+1',
    "'=cmd|x",
    '\u202eسفينة\t',
    '🚢\r\n👨‍👩‍👧',
    ' outer space ',
    '\u2028\u2029',
    '\x1e"\\',
    '',
    '__proto__',
  ),
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const instant = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Centres everywhere on Earth, many of them at the antimeridian, at the equator and the zero meridian, near the poles. */
export const centre: fc.Arbitrary<[number, number]> = fc.tuple(
  fc.oneof(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -0.003, max: 0.003, noNaN: true }).map((off) => (off < 0 ? 180 + off : -180 + off)),
    fc.constantFrom(180, -180, 0, -0),
  ),
  fc.oneof(fc.double({ min: -85, max: 85, noNaN: true }), fc.constantFrom(0, -0, 89.9, -89.9)),
)

export const ring = fc
  .tuple(
    centre,
    fc.integer({ min: 3, max: 500 }),
    fc.integer({ min: 2, max: 80 }),
    fc.double({ min: 0, max: 359, noNaN: true }),
  )
  .map(([at, lengthM, beamM, headingDeg]) => hull(at, lengthM, beamM, headingDeg))

/** A sighting as Roadstead itself would have stored it: measures and footprint agree. */
export const sighting: fc.Arbitrary<Sighting> = fc
  .record({
    ring,
    bow: maybe(fc.double({ min: 0, max: 359.9, noNaN: true })),
    class: maybe(code(vesselClasses)),
    class_confidence: maybe(code(classConfidences)),
    berth_state: maybe(code(berthStates)),
    activity: maybe(code(activities)),
    raft_order: maybe(fc.integer({ min: 1, max: 99 })),
    identity_confidence: maybe(code(identityConfidences)),
    identity_basis: maybe(fc.array(fc.record({ note: text, kind: code(identityKinds) }), { maxLength: 3 })),
    length_error_m: maybe(fc.integer({ min: 0, max: 50_000 }).map((mm) => mm / 1000)),
    edge: maybe(code(edges)),
    texts: fc.tuple(maybe(text), maybe(text), maybe(text)),
    observed_at: maybe(instant),
    created_at: instant,
    revision: fc.integer({ min: 0, max: 1_000_000_000 }),
    links: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ ring: outline, bow, texts, links, length_error_m, ...fields }) => ({
    uid: newUid(),
    scene_uid: links[0] ? yard.scenes[0]!.uid : null,
    vessel_uid: links[1] ? yard.vessels[0]!.uid : null,
    place_uid: links[2] ? yard.places[0]!.uid : null,
    ...fields,
    ...measureFootprint(outline, bow),
    length_error_m,
    beam_error_m: length_error_m,
    analyst: texts[0],
    source: texts[1],
    notes: texts[2],
    updated_at: fields.created_at,
    geom: { type: 'Polygon', coordinates: [outline] },
  }))

const atFirst = '2024-03-02T02:31:07.000Z'

/** A scene, a vessel and a place for sightings to belong to. */
export const yard: Pick<Records, 'scenes' | 'vessels' | 'places'> = {
  scenes: [
    {
      ...newScene(newUid(), atFirst),
      name: 'yard 2024-03-02.tif',
      sha256: 'ab'.repeat(32),
      provider: 'Generator',
    },
  ],
  vessels: [
    {
      ...newVessel(newUid(), atFirst),
      name: '=EVER "GIVEN"\u202e',
      imo: '9811000',
      mmsi: '353136000',
    },
  ],
  places: [{ ...newPlace(newUid(), atFirst), name: '长兴岛 dock 3', kind: null }],
}
