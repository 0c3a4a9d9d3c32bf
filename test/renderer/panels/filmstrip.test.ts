import { describe, expect, it } from 'vitest'
import { chipWindow } from '../../../renderer/map/scenes/scene-chip.ts'
import { datesAtPlace, spanAtScale } from '../../../renderer/panels/filmstrip/dates-at-place.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { projectionOf } from '../../../src/geodesy/projection.ts'
import { displayOf, sceneOf, utm51 } from '../map/displays.ts'
import { aScene, uidOf } from '../state/records.ts'

describe('all dates at a place', () => {
  const far = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [10, 50],
        [11, 50],
        [11, 51],
        [10, 51],
        [10, 50],
      ] as [number, number][],
    ],
  }
  const index = buildIndex({
    scenes: [
      aScene(1, { acquired_at: '2024-03-02T00:00:00.000Z' }),
      aScene(2, { acquired_at: null }),
      aScene(3, { acquired_at: '2023-01-01T00:00:00.000Z' }),
      aScene(4, { geom: far }),
      aScene(5, { geom: null }),
    ],
    sightings: [],
    absences: [],
    vessels: [],
    places: [],
  })

  it('are the scenes that show it, oldest first, those without a time last', () => {
    expect(datesAtPlace(index, [122.5, 29.5]).map(({ uid }) => uid)).toEqual([3, 1, 2].map(uidOf))
    expect(datesAtPlace(index, [10.5, 50.5]).map(({ uid }) => uid)).toEqual([uidOf(4)])
    expect(datesAtPlace(index, [0, 0])).toEqual([])
  })

  it('keep their scale while the map zooms a little', () => {
    expect(spanAtScale(3)).toBe(spanAtScale(3.2))
    expect(spanAtScale(6)).toBe(2 * spanAtScale(3))
  })
})

describe('the picture of a date at a place', () => {
  const scene = sceneOf(displayOf(utm51, [400_000, 3, 0, 3_300_000, 0, -3]))
  const at = (column: number, row: number) => {
    const place = projectionOf(utm51).toLonLat([400_000 + 3 * column, 3_300_000 - 3 * row])
    if (place === null) throw new Error('no place')
    return place
  }

  it('lies around the place, and is read from a level that is fine enough and no finer', () => {
    const window = chipWindow(scene, at(350, 300), 1050, 120, 72)
    expect(window).toEqual({ level: 1, column: 88, row: 98, width: 175, height: 105 })
    expect(chipWindow(scene, at(350, 300), 300, 120, 72)?.level).toBe(0)
  })

  it('is none outside of the scene, and for a scene without a place', () => {
    expect(chipWindow(scene, at(-5, 10), 300, 120, 72)).toBeNull()
    expect(chipWindow(sceneOf(displayOf(null, null)), at(10, 10), 300, 120, 72)).toBeNull()
  })
})
