import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { previewRows } from '../../src/raster/preview-rows.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const wide = 4096

async function stripedLevel(
  height: number,
  rowsPerStrip: number,
  compression: 'lzw' | 'deflate' | 'none' = 'deflate',
) {
  const raster = { width: wide, height, bands: [new Uint16Array(wide * height)] }
  const { image } = await openBytes(encodeTiff(raster, { compression, blocks: { rowsPerStrip } }))
  const [level] = image.levels
  if (level === undefined) throw new Error('the scene has no level')
  // As if it were a scene of 400,000 columns: what matters is how many bytes a row has.
  return { ...level, blockWidth: 400_000 }
}

describe('rows of a preview', () => {
  test('touch a small part of the strips of a compressed scene, in ascending order', async () => {
    const level = await stripedLevel(1500, 4)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(1400), (step, start) => {
        const count = Math.max(1, Math.min(512, Math.floor((1500 - start) / step)))
        const rows = previewRows(level, { start, step, count })
        if (!(rows instanceof Int32Array)) return
        const list = [...rows]
        expect(list.every((row) => row >= 0 && row < 1500)).toBe(true)
        expect(list).toEqual([...list].sort((a, b) => a - b))
        const strips = new Set(list.map((row) => Math.floor(row / 4)))
        const bytes = strips.size * 4 * 400_000 * 2
        expect(bytes).toBeLessThanOrEqual(100 * 1024 * 1024)
      }),
    )
  })

  test('are first rows of strips where these can be decoded alone, never further off than a strip is high', async () => {
    const level = { ...(await stripedLevel(1500, 16, 'lzw')), blockWidth: 40_000 }
    const whole = previewRows(level, { start: 0, step: 8, count: 187 })
    expect(whole).toBeInstanceOf(Int32Array)
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), fc.nat(1400), (step, start) => {
        const count = Math.max(1, Math.min(512, Math.floor((1500 - start) / step)))
        const list = [...(previewRows(level, { start, step, count }) as Int32Array)]
        expect(list).toEqual([...list].sort((a, b) => a - b))
        list.forEach((row, index) => {
          expect(row).toBeGreaterThanOrEqual(0)
          expect(row).toBeLessThan(1500)
          expect(Math.abs(row - (start + (index + 0.5) * step))).toBeLessThanOrEqual(17)
        })
        const decoded = new Map<number, number>()
        for (const row of list)
          decoded.set(Math.floor(row / 16), Math.max(decoded.get(Math.floor(row / 16)) ?? 0, (row % 16) + 1))
        const bytes = [...decoded.values()].reduce((sum, rows) => sum + rows * 40_000 * 2, 0)
        expect(bytes).toBeLessThanOrEqual(45 * 1024 * 1024)
      }),
    )
  })

  test('are the same for a tile and for its neighbour where they meet', async () => {
    const level = await stripedLevel(1500, 4)
    const both = previewRows(level, { start: 0, step: 8, count: 180 })
    const lower = previewRows(level, { start: 640, step: 8, count: 100 })
    expect([...(both as Int32Array)].slice(80)).toEqual([...(lower as Int32Array)])
  })

  test('are all rows asked for where rows cost nothing besides themselves', async () => {
    const rows = { start: 0, step: 8, count: 100 }
    expect(previewRows(await stripedLevel(1500, 4, 'none'), rows)).toBe(rows)
    const level = await stripedLevel(1500, 4)
    expect(previewRows({ ...level, blockWidth: 100 }, rows)).toBe(rows)
  })
})
