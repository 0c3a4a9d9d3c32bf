import { describe, expect, test } from 'vitest'
import { nameRecords, recordOfReport } from '../../../renderer/state/named-records.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { aScene, aSighting, aVessel, uidOf } from './records.ts'

const index = buildIndex({
  scenes: [aScene(1, { name: 'yard.tif' })],
  sightings: [
    aSighting(100, { class: 'tanker.oil', vessel_uid: uidOf(21), observed_at: '2026-03-01T02:31:07.000Z' }),
    aSighting(101, { class: null, scene_uid: null, observed_at: null }),
  ],
  absences: [],
  vessels: [aVessel(21, { name: 'ANGARA' }), aVessel(22, { name: null, imo: null, mmsi: null })],
  places: [],
})

describe('a problem', () => {
  test.each([
    [`Sighting ${uidOf(100)}`, 'Oil tanker ANGARA, 2026-03-01 02:31 UTC, yard.tif'],
    [`Sighting ${uidOf(101)}`, 'Sighting, time unknown'],
    [`Vessel ${uidOf(21)}`, 'Vessel ANGARA'],
    [`Vessel ${uidOf(22)}`, 'Unnamed vessel'],
    [`Scene ${uidOf(1)}`, 'yard.tif'],
    [`Sighting ${uidOf(999)}`, `Sighting ${uidOf(999)}`],
    ['yard.gpkg', 'yard.gpkg'],
  ])('about “%s” is told about what a person calls it', (subject, name) => {
    expect(nameRecords(subject, index)).toBe(name)
  })

  test('leads to the record it is about, by uid or by the name of a scene', () => {
    expect(recordOfReport({ subject: `Sighting ${uidOf(100)}` }, index)).toBe(uidOf(100))
    expect(recordOfReport({ subject: 'yard.tif' }, index)).toBe(uidOf(1))
    expect(recordOfReport({ subject: 'yard.gpkg' }, index)).toBe(null)
    expect(recordOfReport({ subject: `Sighting ${uidOf(999)}` }, index)).toBe(null)
  })
})
