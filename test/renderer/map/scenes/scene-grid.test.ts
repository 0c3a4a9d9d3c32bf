import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridOf, tilePixels } from '../../../../renderer/map/scenes/scene-grid.ts'
import { pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import { displayOf, utm51 } from '../displays.ts'

const sizes = fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 60_000 }))

const sceneOfSize = (width: number, height: number, pixelHeight = 3) => {
  const levels = [{ width, height }]
  for (let last = levels[0]!; last.width > 512 || last.height > 512; last = levels.at(-1)!) {
    levels.push({ width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2) })
  }
  return { ...displayOf(utm51, [400_000, 3, 0, 3_320_000, 0, -pixelHeight]), width, height, levels }
}

describe('the tile grid of a scene', () => {
  it('covers the same ground on every level, whatever its size was rounded to', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(3, 6, 1.5), ([width, height], pixelHeight) => {
        const display = sceneOfSize(width, height, pixelHeight)
        const grid = gridOf(pictureOf(display, 0, 0), display)
        for (const level of grid.levels) {
          const down = (level.tileSize[1] / tilePixels) * level.resolution
          expect(level.levelWidth * level.resolution).toBeCloseTo(width * 3, 5)
          expect(level.levelHeight * down).toBeCloseTo(height * pixelHeight, 5)
        }
      }),
    )
  })

  it('begins at the corner of the first pixel, coarsest level first', () => {
    fc.assert(
      fc.property(sizes, ([width, height]) => {
        const display = sceneOfSize(width, height)
        const grid = gridOf(pictureOf(display, 0, 0), display)
        expect(grid.origin).toEqual([400_000, 3_320_000])
        expect(grid.levels.at(-1)?.level).toBe(0)
        const resolutions = grid.levels.map(({ resolution }) => resolution)
        expect(resolutions).toEqual([...resolutions].sort((a, b) => b - a))
        expect(new Set(resolutions).size).toBe(resolutions.length)
      }),
    )
  })
})
