import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import { encodeTiff, type TiffLayout } from '../../src/raster/tiff/tiff-writer.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const width = 300
const height = 200
const rowsPerStrip = 100
/** Other in each row, alike in both strips. */
const band = Uint16Array.from({ length: width * height }, (_, at) => Math.floor(at % (width * rowsPerStrip)))

function sceneOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-source-'))
  folders.push(folder)
  const path = join(folder, 'scene.tif')
  writeFileSync(path, bytes)
  return path
}

/** The same scene, both strips of which lie at the place of the first. */
function sharingStrips(layout: TiffLayout): Uint8Array {
  const bytes = encodeTiff({ width, height, bands: [band] }, { ...layout, blocks: { rowsPerStrip } })
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  const entries = Array.from({ length: view.getUint16(directory, little) }, (_, n) => directory + 2 + 12 * n)
  const offsets = view.getUint32((entries.find((at) => view.getUint16(at, little) === 273) ?? 0) + 8, little)
  view.setUint32(offsets + 4, view.getUint32(offsets, little), little)
  return bytes
}

it.each<TiffLayout>([{ littleEndian: false }, { littleEndian: false, compression: 'deflate', predictor: 2 }])(
  'reads strips that share their bytes in the file: %o',
  async (layout) => {
    const opened = await openSceneFile(sceneOf(sharingStrips(layout)))
    const window = { level: 0, x: 0, y: 0, width, height, bands: [1] }
    const { samples } = await readWindow(opened.reader, window)
    await opened.close()
    expect(Buffer.compare(new Uint8Array(samples[0]?.buffer ?? []), new Uint8Array(band.buffer))).toBe(0)
  },
)

it('keeps what was read while later blocks are read', async () => {
  for (const compression of ['none', 'deflate'] as const) {
    const many = Uint16Array.from({ length: 512 * 1024 }, (_, at) => (at * 31) % 65_521)
    const layout = { compression, blocks: { tileWidth: 256, tileHeight: 256 } }
    const opened = await openSceneFile(
      sceneOf(encodeTiff({ width: 512, height: 1024, bands: [many] }, layout)),
    )
    const [level] = opened.reader.image.levels
    if (level === undefined) throw new Error('the scene has no level')
    const first = (await opened.reader.blocks(level, [0]))[0]
    const before = first?.slice()
    for (let block = 1; block < 8; block += 1) await opened.reader.blocks(level, [block])
    await opened.close()
    expect(first).toEqual(before)
  }
})
