import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import type { LonLat } from '../../src/domain/polygon.ts'
import { Problem } from '../../src/domain/problem.ts'
import { readGeoJson, writeGeoJson } from '../../src/exchange/geojson.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { cutAtAntimeridian, joinAtAntimeridian, unwrapRing } from '../../src/geodesy/antimeridian.ts'
import { projectOf } from './project-in-memory.ts'
import { rfc7946Faults } from './rfc7946.ts'
import { dataFile } from './shared-data.ts'

const { path: folder, missing } = dataFile('e_geojson')
const files = missing
  ? []
  : readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))

describe.skipIf(missing)('GeoJSON files of other projects (skipped where the shared data is absent)', () => {
  test.each(files.map((file) => [file.slice(folder.length + 1), file]))(
    '%s is imported or refused in words',
    (_, file) => {
      let parsed
      try {
        parsed = [...readGeoJson(readFileSync(file), basename(file)).records]
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        return
      }
      const timed = parsed.map((record) => ({
        ...record,
        given: { ...record.given, observed_at: '2024-03-02T02:31:07.000Z' },
      }))
      const { edits, report } = planImport({ records: timed }, projectOf([]), {
        fileName: basename(file),
        scene_uid: null,
        keepGoing: true,
        analyst: null,
        now: '2026-01-02T03:04:05.000Z',
        newUid,
      })
      expect(report.imported + report.skipped + report.problems.length).toBe(report.read)
      const project = projectOf(edits)
      const text = [...writeGeoJson(project.all('sightings'), joinedRecords(project.records()))].join('')
      expect(rfc7946Faults(text)).toEqual([])
    },
  )

  const cut = (name: string): LonLat[][] => {
    const { coordinates } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      coordinates: LonLat[][][]
    }
    return coordinates.map((part) => part[0]!)
  }
  /** A ring as the set of its steps, whatever vertex it begins with. */
  const steps = (rings: LonLat[][]): string[] =>
    rings.flatMap((ring) => ring.slice(1).map((to, index) => `${String(ring[index])} ${String(to)}`)).sort()

  test('a ring that crosses the antimeridian six times is cut as the antimeridian package cuts it', () => {
    const { coordinates } = JSON.parse(
      readFileSync(join(folder, 'antimeridian_input/complex-split.json'), 'utf8'),
    ) as { coordinates: LonLat[][] }
    const theirs = cut('antimeridian_output_flat/complex-split.json')
    expect(steps(cutAtAntimeridian(unwrapRing(coordinates[0]!)!))).toEqual(steps(theirs))
    expect(steps(cutAtAntimeridian(joinAtAntimeridian(theirs)!))).toEqual(steps(theirs))
  })
})
