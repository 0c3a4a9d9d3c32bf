import { describe, expect, it } from 'vitest'
import { refitHull, type KnownHull } from '../../../src/raster/hull/hull-refit.ts'
import { makeHullScene } from '../../scenes/hull-scene.ts'
import { footprintRing, type LonLat } from '../../scenes/truth.ts'
import { cornersIn, frameOf, sourceOf } from './found-hulls.ts'

const hull = { lonLat: [122.05, 29.95], lengthM: 180, beamM: 28, headingDeg: 40 } as const
const scene = makeHullScene({ ...hull, gsdM: 3, crs: 'EPSG:32651', class: 'cargo.bulk' })
const rendered = { ...scene, truth: { epsg: 32651, shift_east_m: 0, shift_north_m: 0 } }
const source = sourceOf(scene, 3)
const truth = frameOf(cornersIn(rendered, scene.truth))

/** The hull as it was seen before: so many metres off where it lies now, and turned. */
function before(eastM: number, northM: number, turnedDeg: number, sizes = hull): KnownHull['corners'] {
  const [lon, lat] = hull.lonLat
  const centre: LonLat = [lon + eastM / (111_320 * Math.cos((lat * Math.PI) / 180)), lat + northM / 110_900]
  const ring = footprintRing(centre, hull.headingDeg + turnedDeg, sizes.lengthM, sizes.beamM)
  const [sternStarboard, bowStarboard, bowPort, sternPort] = cornersIn(rendered, { ring })
  if (!sternStarboard || !bowStarboard || !bowPort || !sternPort) throw new Error('a hull has four corners')
  return [bowStarboard, bowPort, sternPort, sternStarboard]
}

describe('a hull that is carried to a later date', () => {
  it.each([
    [0, 0, 0],
    [9, -6, 2],
    [-12, 4, -3],
  ])(
    'is fitted to where it lies now, from %d m east, %d m north and %d° off',
    async (east, north, turned) => {
      const found = await refitHull(source, { corners: before(east, north, turned), maySwing: false })
      expect(found?.isSure).toBe(true)
      expect(found?.bow).toBe('first')
      for (const off of truth.off(found?.corners ?? [])) expect(Math.abs(off)).toBeLessThan(2)
    },
  )

  it('is found when it swung about its anchor, with the bow left open where its ends look alike', async () => {
    const found = await refitHull(source, { corners: before(5, 5, 110), maySwing: true })
    expect(found?.isSure).toBe(true)
    for (const off of truth.off(found?.corners ?? [])) expect(Math.abs(off)).toBeLessThan(2)
    expect(found?.bow).toBeNull()
  })

  it('is not sure, or not found, where a ship of quite another size lies or none at all', async () => {
    const larger = { ...hull, lengthM: 290, beamM: 45 }
    const other = await refitHull(source, { corners: before(0, 0, 0, larger as typeof hull), maySwing: true })
    expect(other?.isSure ?? false).toBe(false)
    const gone = await refitHull(source, { corners: before(250, 0, 0), maySwing: true })
    expect(gone?.isSure ?? false).toBe(false)
  })
})
