import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectionOf, wrappedLongitude } from '../../src/geodesy/projection.ts'
import { epsgDefinition, epsgDefinitionAt } from '../../src/raster/placing/epsg.ts'
import { gdalIsMissing } from '../interop/gdal-comparison.ts'

/** Left out: systems whose shift PROJ takes from a grid or picks among equals (ED50), where 2 m lie between the answers. */
const codes = [
  2056, 2154, 2193, 2263, 2285, 2326, 2393, 2443, 2972, 3005, 3006, 3031, 3035, 3067, 3112, 3347, 3395, 3413,
  3414, 3577, 3766, 3832, 3857, 3995, 4087, 4171, 4258, 4269, 4283, 4326, 4490, 4612, 5070, 5514, 5880, 6668,
  6931, 7856, 21781, 22275, 25832, 26910, 26918, 27700, 28355, 28992, 29903, 30161, 31370, 31467, 31983,
  32198, 32601, 32633, 32651, 32733, 32760, 54009,
]

describe('a projection', () => {
  it('comes back to where it started', () => {
    const definition = epsgDefinition(32651) ?? ''
    const { toLonLat, fromLonLat } = projectionOf(definition)
    fc.assert(
      fc.property(
        fc.double({ min: 118, max: 128, noNaN: true }),
        fc.double({ min: -70, max: 80, noNaN: true }),
        (lon, lat) => {
          const back = toLonLat(fromLonLat([lon, lat]) ?? [NaN, NaN])
          expect(back?.[0]).toBeCloseTo(lon, 9)
          expect(back?.[1]).toBeCloseTo(lat, 9)
        },
      ),
    )
  })

  it('knows its unit, and gives nothing for places that are none', () => {
    expect(
      projectionOf('+proj=lcc +lat_1=34 +lat_2=36 +lat_0=33 +lon_0=-79 +units=us-ft').metresPerUnit,
    ).toBeCloseTo(0.3048006, 7)
    expect(projectionOf('+proj=longlat +datum=WGS84').isGeographic).toBe(true)
    expect(projectionOf('+proj=utm +zone=51 +datum=WGS84').toLonLat([NaN, 0])).toBeNull()
  })

  it.each([
    // Places as gdaltransform gives them.
    ['+proj=laea +lat_0=30 +lon_0=10', [964.7662, 1108.5671]],
    ['+proj=laea', [998_297.0226, 3_295_015.885]],
    ['+proj=aea +lat_1=30 +lat_2=40', [964_113.6954, 3_196_237.8722]],
    ['+proj=cea +lat_ts=30', [965_827.6653, 3_659_897.7945]],
    ['+proj=poly', [964_502.3471, 3_363_387.9283]],
    ['+proj=sterea +lat_0=20', [974_244.8338, 1_147_877.0997]],
    ['+proj=omerc +lat_0=30 +lonc=10 +alpha=30 +gamma=20', [757.6084, 1259.2556]],
    ['+proj=mill', [1_113_062.4703, 3_439_129.9744]],
  ])('takes for granted what PROJ does where %s says nothing of it', (definition, [x, y]) => {
    const found = projectionOf(`${definition} +datum=WGS84 +units=m +no_defs`).fromLonLat([10.01, 30.01])
    expect(found?.[0]).toBeCloseTo(x ?? NaN, 3)
    expect(found?.[1]).toBeCloseTo(y ?? NaN, 3)
  })

  it('keeps longitudes within half a turn', () => {
    expect([190, -190, 180, -180, 540, 720].map(wrappedLongitude)).toEqual([-170, 170, 180, -180, -180, 0])
  })

  it.skipIf(gdalIsMissing())(
    'agrees with PROJ on well-known systems at their own places (needs python3-gdal)',
    () => {
      const program = `
import json, sys
from osgeo import osr
osr.UseExceptions()
wgs = osr.SpatialReference(); wgs.ImportFromEPSG(4326); wgs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
out = []
for code in json.load(sys.stdin):
    try:
        crs = osr.SpatialReference(); crs.ImportFromEPSG(code); crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        area = crs.GetAreaOfUse()
        east = area.east_lon_degree if area.east_lon_degree > area.west_lon_degree else area.east_lon_degree + 360
        lon, lat = (area.west_lon_degree + east) / 2, (area.south_lat_degree + area.north_lat_degree) / 2
        lon = lon - 360 if lon > 180 else lon
        x, y, _ = osr.CoordinateTransformation(wgs, crs).TransformPoint(lon, lat)
        lon, lat, _ = osr.CoordinateTransformation(crs, wgs).TransformPoint(x, y)
        out.append([code, x, y, lon, lat])
    except RuntimeError:
        pass
print(json.dumps(out))
`
      const output = execFileSync('/usr/bin/python3', ['-c', program], {
        input: JSON.stringify(codes),
        encoding: 'utf8',
      })
      const truth = JSON.parse(output) as [number, number, number, number, number][]
      expect(truth.length).toBeGreaterThan(50)
      const off = truth.flatMap(([code, x, y, lon, lat]) => {
        const isProjected = epsgDefinition(code)?.startsWith('+proj=longlat') === false
        const local = epsgDefinitionAt(code, [lon, lat], isProjected)
        // Debian ships the grids of a few countries; without them we say how far off we may be.
        if (local === null || local.gridMissing !== null) return []
        const ours = projectionOf(local.definition).toLonLat([x, y])
        const error = Math.max(Math.abs((ours?.[0] ?? NaN) - lon), Math.abs((ours?.[1] ?? NaN) - lat))
        return error < 1e-6 ? [] : [`EPSG:${code} ${error}`]
      })
      expect(off).toEqual([])
    },
  )
})
