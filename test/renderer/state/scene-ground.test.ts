import { describe, expect, it } from 'vitest'
import { pictureOf } from '../../../renderer/map/scenes/scene-plane.ts'
import { groundOf } from '../../../renderer/state/scene-ground.ts'
import type { Polygon } from '../../../src/domain/polygon.ts'

const around = (lon: number, lat: number, half = 0.05): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - half, lat - half],
      [lon + half, lat - half],
      [lon + half, lat + half],
      [lon - half, lat + half],
      [lon - half, lat - half],
    ],
  ],
})

describe('the ground of a scene without its pixels', () => {
  it.each([
    [122.05, 29.95],
    [-0.1, 0.02],
    [15.6, 78.2],
    [-68, -67.6],
  ])('is a plane in which places around %d, %d are found again, in metres', (lon, lat) => {
    const ground = groundOf({ geom: around(lon, lat), gsd_m: 3 })
    if (ground === null) throw new Error('the scene is placed')
    const { plane, left, top, width, height, pixelWidth } = pictureOf(ground, 0, 0)
    const [x, y] = plane.fromLonLat([lon, lat]) ?? [NaN, NaN]
    expect(pixelWidth).toBe(3)
    // The middle of the scene is the middle of its ground, but for a pixel of rounding and the bulge of a parallel.
    expect(Math.abs(x - (left + (width * 3) / 2))).toBeLessThan(3)
    expect(Math.abs(y - (top - (height * 3) / 2))).toBeLessThan(30)
    const [, north] = plane.fromLonLat([lon, lat + 0.01]) ?? [NaN, NaN]
    // A hundredth of a degree of a meridian is 1106 m at the equator and 1117 m at the poles.
    expect(north - y).toBeGreaterThan(1105)
    expect(north - y).toBeLessThan(1118)
  })

  it('is none where the scene has no place on Earth', () => {
    expect(groundOf({ geom: null, gsd_m: 3 })).toBeNull()
  })
})
