import { describe, expect, it } from 'vitest'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { occupancyOf } from '../../../renderer/state/watched-places.ts'
import type { Place } from '../../../src/domain/place.ts'
import { aScene, aSighting, uidOf } from './records.ts'

function aPlace(number: number, west: number, east: number, part: Partial<Place>): Place {
  const corners = [
    [west, 29.4],
    [east, 29.4],
    [east, 29.6],
    [west, 29.6],
    [west, 29.4],
  ] as [number, number][]
  return {
    uid: uidOf(number),
    parent_uid: null,
    name: `place ${number}`,
    kind: 'berth',
    notes: null,
    created_at: null,
    updated_at: null,
    revision: 1,
    geom: { type: 'Polygon', coordinates: [corners] },
    ...part,
  }
}

describe('the berths of a place', () => {
  const yard = aPlace(1, 122.1, 123.5, { kind: 'shipyard' })
  const quay = aPlace(2, 122.2, 122.3, { parent_uid: yard.uid, kind: 'area' })
  const places = [
    yard,
    quay,
    aPlace(3, 122.2, 122.25, { parent_uid: quay.uid }),
    aPlace(4, 122.4, 122.6, { parent_uid: yard.uid, kind: 'drydock' }),
    // Off the scene, and of another yard.
    aPlace(5, 123.2, 123.4, { parent_uid: yard.uid }),
    aPlace(6, 122.4, 122.6, {}),
  ]
  const index = (...sightings: ReturnType<typeof aSighting>[]) =>
    buildIndex({ scenes: [aScene(1)], sightings, absences: [], vessels: [], places })

  it('are taken where a hull lies in them, out of those that the scene shows', () => {
    expect(occupancyOf(index(aSighting(100)), yard, aScene(1))).toEqual({ occupied: 1, total: 2 })
    const elsewhere = aSighting(101, { lon: 122.9 })
    expect(occupancyOf(index(elsewhere), yard, aScene(1))).toEqual({ occupied: 0, total: 2 })
    const said = aSighting(102, { place_uid: uidOf(3) })
    expect(occupancyOf(index(aSighting(100), said), yard, aScene(1))).toEqual({ occupied: 2, total: 2 })
  })

  it('are not called free where nobody has drawn anything yet', () => {
    expect(occupancyOf(index(), yard, aScene(1))).toBeNull()
    expect(occupancyOf(index(aSighting(100)), aPlace(7, 122, 123, { kind: 'area' }), aScene(1))).toBeNull()
  })
})
