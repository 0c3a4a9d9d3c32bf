import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { forward, toPoint } from 'mgrs'
import { describe, expect, it } from 'vitest'
import { notations, readCoordinates, showCoordinates } from '../../src/geodesy/coordinates-text.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { fromMgrs, toMgrs } from '../../src/geodesy/mgrs.ts'
import { toUtm, utmZoneOf } from '../../src/geodesy/utm.ts'

type LonLat = readonly [number, number]

/** Far enough from the poles for UTM, and not on the antimeridian itself. */
const place = fc.tuple(
  fc.double({ min: -179.9999, max: 179.9999, noNaN: true }),
  fc.double({ min: -79.999, max: 83.999, noNaN: true }),
)

/** How far a notation may be off, in metres: half of its last digit. */
const roundingM = { decimal: 0.8, dms: 0.22, utm: 0.75, mgrs: 0.75 }

const readPlace = (text: string): LonLat => {
  const read = readCoordinates(text)
  if ('problem' in read) throw new Error(`${text}: ${read.problem}`)
  return read.place
}
const problemOf = (text: string): string => {
  const read = readCoordinates(text)
  return 'problem' in read ? read.problem : `read as ${read.place.join(' ')}`
}

/** UTM as PROJ computes it, by way of GDAL; null where that is not installed. */
function projUtm(places: readonly (readonly [LonLat, number])[]): [number, number][] | null {
  const script = `
import json, sys
from osgeo import osr
osr.UseExceptions()
out = []
wgs = osr.SpatialReference(); wgs.ImportFromEPSG(4326); wgs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
for (lon, lat), zone in json.load(sys.stdin):
    utm = osr.SpatialReference(); utm.ImportFromEPSG((32600 if lat >= 0 else 32700) + zone)
    x, y, _ = osr.CoordinateTransformation(wgs, utm).TransformPoint(lon, lat)
    out.append([x, y])
print(json.dumps(out))`
  const run = spawnSync('/usr/bin/python3', ['-c', script], {
    input: JSON.stringify(places),
    encoding: 'utf8',
  })
  return run.status === 0 ? (JSON.parse(run.stdout) as [number, number][]) : null
}

describe('a position as text', () => {
  it('is read as it is shown, in every notation, anywhere that the notation reaches', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...notations), (there, notation) => {
        const text = showCoordinates(there, notation)
        const read = readCoordinates(text ?? '')
        if ('problem' in read) throw new Error(`${text}: ${read.problem}`)
        expect(read.notation).toBe(notation)
        expect(geodesicBetween(there, read.place).distanceM).toBeLessThan(roundingM[notation])
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with PROJ to a millimetre in UTM', (context) => {
    const places = fc.sample(place, 200).map((there) => [there, utmZoneOf(there)] as const)
    const expected = projUtm(places)
    if (expected === null) return context.skip('python3 with GDAL is not installed')
    places.forEach(([there], index) => {
      const utm = toUtm(there)
      expect(Math.abs((utm?.easting ?? 0) - (expected[index]?.[0] ?? NaN))).toBeLessThan(0.001)
      expect(Math.abs((utm?.northing ?? 0) - (expected[index]?.[1] ?? NaN))).toBeLessThan(0.001)
    })
  })

  it('names the same metre square of MGRS as another program, but for its series at the edge', () => {
    fc.assert(
      fc.property(place, (there) => {
        // That program's UTM is a shorter series, off by some metres at the edge of the widest zones.
        const theirs = toPoint(forward([...there]))
        expect(geodesicBetween(there, fromMgrs(toMgrs(there) ?? '')).distanceM).toBeLessThan(0.75)
        expect(geodesicBetween(theirs, fromMgrs(toMgrs(there) ?? '')).distanceM).toBeLessThan(12)
      }),
      { numRuns: 1000 },
    )
    expect(toMgrs([121.66, 31.206])).toBe(forward([121.66, 31.206]).replace(/^(...)(..)(.{5})/, '$1 $2 $3 '))
  })

  it('takes what other programs write for Norway, Svalbard, the equator and the south', () => {
    // Bergen, Longyearbyen, the Gulf of Guinea, Ushuaia.
    expect(toMgrs([5.3221, 60.3913])?.slice(0, 6)).toBe('32V KN')
    expect(toMgrs([15.6356, 78.2232])?.slice(0, 6)).toBe('33X WG')
    expect(toMgrs([0, 0])).toBe('31N AA 66021 00000')
    expect(toMgrs([0, -1e-14])).toBe('31N AA 66021 00000')
    expect(toMgrs([-68.303, -54.8069])?.slice(0, 6)).toBe('19F EV')
  })

  it('goes on around the poles, where UTM ends', () => {
    const cap = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: 80.001, max: 90, noNaN: true }),
      fc.boolean(),
    )
    fc.assert(
      fc.property(cap, ([lon, lat, isSouth]) => {
        const there: LonLat = [lon, isSouth ? -lat : Math.max(lat, 84.001)]
        for (const notation of ['utm', 'mgrs'] as const) {
          const text = showCoordinates([...there], notation) ?? ''
          expect(text).toMatch(notation === 'utm' ? /^UPS [NS] \d+ \d+$/ : /^[ABYZ][A-Z]{2} \d{5} \d{5}$/)
          expect(geodesicBetween(there, readPlace(text)).distanceM, text).toBeLessThan(0.75)
        }
      }),
      { numRuns: 1000 },
    )
    // The poles are a corner of squares; the others by the tables of letters in NGA.STND.0037.
    expect(toMgrs([0, 90])).toBe('ZAH 00000 00000')
    expect(toMgrs([0, -90])).toBe('BAN 00000 00000')
    expect(toMgrs([-62.3, 84.9])?.slice(0, 3)).toBe('YSE')
    expect(toMgrs([166.7, -80.5])?.slice(0, 3)).toBe('BCB')
  })

  it('gives UPS as PROJ computes it (needs gdaltransform)', ({ skip }) => {
    const places: LonLat[] = [
      [-62.3, 84.9],
      [166.7, 88.25],
      [12, 84.01],
    ]
    const [north, south] = ([1, -1] as const).map((sign) => {
      const epsg = sign === 1 ? 'EPSG:5041' : 'EPSG:5042'
      const input = places.map(([lon, lat]) => `${lon} ${lat * sign}`).join('\n')
      const order = ['-s_srs', 'OGC:CRS84', '-t_srs', epsg]
      return spawnSync('gdaltransform', order, { input, encoding: 'utf8' })
    })
    if (north?.status !== 0 || south?.status !== 0) return skip('gdaltransform is not there')
    for (const [sign, { stdout }] of [[1, north] as const, [-1, south] as const]) {
      stdout
        .trim()
        .split('\n')
        .forEach((line, index) => {
          const [easting, northing] = line.split(' ').map(Number)
          const [lon, lat] = places[index]!
          expect(showCoordinates([lon, lat * sign], 'utm')).toBe(
            `UPS ${sign === 1 ? 'N' : 'S'} ${Math.round(easting!)} ${Math.round(northing!)}`,
          )
        })
    }
  })

  it.each([
    ['29.95182 N 122.04731 E', [122.04731, 29.95182]],
    ['29.95, 122.05', [122.05, 29.95]],
    ['29,95 122,05', [122.05, 29.95]],
    ['122.05 E 29.95 N', [122.05, 29.95]],
    ['S17.25 W179.5', [-179.5, -17.25]],
    ['−17.25 −179.5', [-179.5, -17.25]],
    ['29°57′06.55″ N 122°02′50.32″ E', [122.0473111, 29.9518194]],
    ['29 57 06.55 122 02 50.32', [122.0473111, 29.9518194]],
    ['29-57-06.55N 122-02-50.32E', [122.0473111, 29.9518194]],
    ["29°57.1' N, 122°2.8' E", [122.0466667, 29.9516667]],
    ['29:57:06.55, 122:02:50.32', [122.0473111, 29.9518194]],
    ['UTM 51N 372345 3453210', [121.65999, 31.206038]],
    ['51 n 372345.0 mE 3453210.0 mN', [121.65999, 31.206038]],
    ['51R 372345 3453210', [121.65999, 31.206038]],
    ['19 south 545000 3926000', [-68.2998083, -54.8111371]],
    ['51RUQ7234553210', [121.65999, 31.206038]],
    ['51r uq 72345 53210', [121.65999, 31.206038]],
    ['zah 00000 00000', [135, 89.999994]],
    ['29 56.5N 122 17.2E', [122.286667, 29.941667]],
    ['2956.5N 12217.2E', [122.286667, 29.941667]],
    ['2956.500,N,12217.200,E', [122.286667, 29.941667]],
    ['N2956.5 E12217.2', [122.286667, 29.941667]],
    ['295630N1221712E', [122.286667, 29.941667]],
    ['335208S 0011230W', [-1.208333, -33.868889]],
    ['29d56m30sN 122d17m12sE', [122.286667, 29.941667]],
    ['33d52mS 151d12mE', [151.2, -33.866667]],
    ['33d52m8sS 151d12m0sE', [151.2, -33.868889]],
    ['29 deg 56.5 min N, 122 deg 17.2 min E', [122.286667, 29.941667]],
    ['lat: 29.9417, lon: 122.2867', [122.2867, 29.9417]],
    ['Longitude=122.2867&Latitude=-29.9417', [122.2867, -29.9417]],
    ["Lat. 29°56.5'N Long. 122°17.2'E", [122.286667, 29.941667]],
    ['(29.9417, 122.2867)', [122.2867, 29.9417]],
    ['[122.2867, 29.9417]', [122.2867, 29.9417]],
    ['29.9417/122.2867', [122.2867, 29.9417]],
    ['122.05, 29.95', [122.05, 29.95]],
    ['-122.33 37.72', [-122.33, 37.72]],
    ['POINT (-5.35 36.14)', [-5.35, 36.14]],
    ['geo:36.14,-5.35;u=35', [-5.35, 36.14]],
    ['372345 3453210 51N', [121.65999, 31.206038]],
    ['372345mE, 3453210mN, zone 51 north', [121.65999, 31.206038]],
    ['EPSG:32651 372345 3453210', [121.65999, 31.206038]],
    ['EPSG:32719, 545000, 3926000', [-68.2998083, -54.8111371]],
    ['UPS S 2000000 2000000', [0, -90]],
  ] as const)('reads %s', (text, [lon, lat]) => {
    const [readLon, readLat] = readPlace(text)
    expect(readLon).toBeCloseTo(lon, 4)
    expect(readLat).toBeCloseTo(lat, 4)
  })

  it.each([
    ['', 'Type a position.'],
    ['somewhere', 'no place in a position'],
    ['29.95', 'a latitude and a longitude'],
    ['1 2 3', 'a latitude and a longitude'],
    ['29.95 N', 'with both numbers, or with none'],
    ['29.95 N 12 S', 'the other E or W'],
    ['[-5.35, 36.14]', 'some put the longitude first'],
    ['122 29 11 N', 'with both numbers, or with none'],
    ['2961N 12217E', 'before 60'],
    ['29.95 N 181 E', 'Longitudes end at 180°.'],
    ['91 N 12 E', 'Latitudes end at 90°.'],
    ['-29 N 122 E', 'minus sign or a letter'],
    ['29 61 0 N 122 0 0 E', 'before 60'],
    ['29.5 30 N 122 E', 'Only the last part'],
    ['61N 372345 3453210', 'no zone 61'],
    ['51N 72345 3453210', 'between 100000 and 900000'],
    ['51N 372345 9990000', 'no such northing'],
    ['19S 545000 3926000', 'write 19 south or 19 north'],
    ['51R UQ 123 45', 'same number of digits'],
    ['51R AQ 12345 67890', 'no column A'],
    ['51R UA 12345 67890', 'no square UA in 51R'],
    ['ZAH 123 4567', 'even number of digits'],
    ['ZTH 12345 67890', 'no square TH in Z'],
    ['UPS N 2000000', 'UPS is N or S'],
    ['UPS N 8000000 2000000', 'beyond 80° S and 84° N'],
    ['9'.repeat(200), 'longer than any position'],
  ])('refuses %j and says why', (text, why) => {
    expect(problemOf(text)).toContain(why)
  })

  it('answers any text with a place on Earth or a reason', () => {
    const signs = fc.string({ unit: fc.constantFrom(...Array.from('0123456789 .,-+°\'":NSEWUTMRQ')) })
    fc.assert(
      fc.property(fc.oneof(fc.string(), signs), (text) => {
        const read = readCoordinates(text)
        if ('problem' in read) expect(read.problem).not.toBe('')
        else {
          expect(Math.abs(read.place[0])).toBeLessThanOrEqual(180)
          expect(Math.abs(read.place[1])).toBeLessThanOrEqual(90)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
