import { afterEach, expect, it, vi } from 'vitest'
import type { MapEvent } from '../../../renderer/map/map-contract.ts'
import { createPointerReadout } from '../../../renderer/map/pointer-readout.ts'
import type { TilePool } from '../../../renderer/workers/tile-pool.ts'
import { createFrames } from './frames.ts'
import { displayOf, sceneOf } from './displays.ts'

afterEach(() => void vi.unstubAllGlobals())

it('says where the pen is while the map moves under it in every frame', () => {
  const frames = createFrames()
  const told: MapEvent[] = []
  // Samples that never come: reading is slower than the frames.
  const tiles = { samples: () => new Promise<null>(() => undefined) } as unknown as TilePool
  const readout = createPointerReadout(tiles, (event) => told.push(event))
  const scene = sceneOf(displayOf(null, null))
  let column = 0
  const mapMoves = () => {
    requestAnimationFrame(mapMoves)
    column++
    readout.at({ lonLat: [122 + column / 1000, 30], side: 'B', scene, pixel: { column, row: 7 } })
  }
  mapMoves()
  for (let frame = 0; frame < 10; frame++) frames.draw()
  const lons = told.map((event) => (event.type === 'pointer' ? event.lonLat?.[0] : undefined))
  expect(lons.length).toBeGreaterThanOrEqual(4)
  expect(column - Math.round(((lons.at(-1) ?? 0) - 122) * 1000)).toBeLessThanOrEqual(2)
})
