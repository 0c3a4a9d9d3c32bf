import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeGeoJson } from '../../src/exchange/geojson.ts'
import { writeGeoJsonSeq } from '../../src/exchange/geojsonseq.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import { sighting, yard } from './hulls.ts'

const script = `
import json, sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1])
layer = source.GetLayer(0)
out = []
for feature in layer:
    geometry = feature.GetGeometryRef()
    out.append({
        'uid': feature.GetField('uid'), 'notes': feature.GetField('notes'), 'valid': geometry.IsValid(),
        'type': geometry.GetGeometryName(), 'length_m': feature.GetField('length_m'),
    })
print(json.dumps({'driver': source.GetDriver().GetName(), 'srs': layer.GetSpatialRef().GetName(), 'features': out}))
`
const python = '/usr/bin/python3'
const gdalMissing = (() => {
  try {
    execFileSync(python, ['-c', 'from osgeo import ogr'], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
})()

describe.skipIf(gdalMissing)('GDAL reads what is exported (skipped where Python has no GDAL)', () => {
  test.each([
    ['geojson', 'GeoJSON', writeGeoJson],
    ['geojsons', 'GeoJSONSeq', writeGeoJsonSeq],
  ] as const)('%s: every sighting, its text, its valid geometry', (ending, driver, write) => {
    const sightings = fc.sample(sighting, { numRuns: 60, seed: 2024 })
    const folder = mkdtempSync(join(tmpdir(), 'roadstead-gdal-'))
    try {
      const file = join(folder, `export.${ending}`)
      writeFileSync(file, [...write(sightings, joinedRecords(yard))].join(''))
      const printed = execFileSync(python, ['-c', script, file], { encoding: 'utf8' })
      const read = JSON.parse(printed) as {
        driver: string
        srs: string
        features: { uid: string; notes: string | null; valid: boolean; type: string; length_m: number }[]
      }
      expect(read.driver).toBe(driver)
      expect(read.srs).toBe('WGS 84')
      expect(read.features.map((feature) => feature.uid)).toEqual(sightings.map((each) => each.uid).sort())
      for (const feature of read.features) {
        const own = sightings.find((each) => each.uid === feature.uid)!
        expect(feature.valid).toBe(true)
        expect(feature.notes).toBe(own.notes)
        expect(feature.length_m).toBe(own.length_m)
      }
      expect(new Set(read.features.map((feature) => feature.type))).toEqual(
        new Set(['POLYGON', 'MULTIPOLYGON']),
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
