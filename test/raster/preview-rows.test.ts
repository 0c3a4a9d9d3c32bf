import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { previewRows } from '../../src/raster/preview-rows.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const wide = 4096

async function stripedLevel(height: number, rowsPerStrip: number, compression: 'lzw' | 'none' = 'lzw') {
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
