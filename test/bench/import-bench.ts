import { join } from 'node:path'
import { hasDisplay } from '../../electron/launch/display.mjs'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { writeFileSync } from 'node:fs'
import { Analyst } from '../electron/analyst.ts'
import { launchWindow } from '../electron/launch-window.ts'
import type { Row } from './table.ts'

const side = 640

/**
 * The longest time between two frames while many dated scenes are added at once and what follows of it, beside that of
 * adding the first one and that of the idle window.
 */
export async function importRows(count: number): Promise<Row[]> {
  if (!hasDisplay()) {
    process.stdout.write('adding many scenes: no display, skipped\n')
    return []
  }
  const window = await launchWindow({ size: { width: 1440, height: 900 } })
  try {
    const { page } = window
    const analyst = new Analyst(window)
    const paths = writeScenes(window.folder, count)
    await analyst.choose('New project', [join(window.folder, 'bench.gpkg')])
    const watch = async (work: () => Promise<void>) => {
      await page.evaluate(() => {
        const gaps: number[] = []
        let last = performance.now()
        let isOn = true
        const frame = (now: number) => {
          gaps.push(now - last)
          last = now
          if (isOn) requestAnimationFrame(frame)
        }
        requestAnimationFrame((now) => {
          last = now
          requestAnimationFrame(frame)
        })
        Object.assign(globalThis, { gaps, stopGaps: () => (isOn = false) })
      })
      await work()
      const gaps = await page.evaluate(() => {
        const { gaps, stopGaps } = globalThis as unknown as { gaps: number[]; stopGaps: () => void }
        stopGaps()
        return gaps
      })
      const sorted = gaps.toSorted((a, b) => a - b)
      return { longest: sorted.at(-1) ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN }
    }
    const idle = await watch(() => page.waitForTimeout(5_000))
    const add = (files: readonly string[], listed: number) =>
      watch(async () => {
        await analyst.choose('Add', files)
        // The list holds only the rows around those in sight, but each says of how many it is one.
        const list = page.getByRole('list', { name: 'Scenes' })
        const row = list.locator(`[aria-setsize="${listed}"]`).first()
        await row.waitFor({ state: 'attached', timeout: 600_000 })
        await analyst.sceneDrawn()
        // Checksums and pyramids follow in the background.
        await page.waitForTimeout(5_000)
      })
    const [first = '', ...rest] = paths
    const one = await add([first], 1)
    const busy = await add(rest, count)
    const what = `adding ${count - 1} scenes at once`
    const [idled, added] = ['the idle window before', 'adding one scene before']
    return [
      { what: `${what}: longest frame`, ours: busy.longest, peer: one.longest, unit: 'ms', beside: added },
      { what: `${what}: median frame`, ours: busy.median, peer: idle.median, unit: 'ms', beside: idled },
      { what: 'the idle window: longest frame', ours: idle.longest, peer: null, unit: 'ms', beside: '' },
    ]
  } finally {
    await window.close()
  }
}

/** Scenes of one place, each with its day and content; large enough to want a pyramid. */
function writeScenes(folder: string, count: number): string[] {
  const bands = [0, 1, 2].map((band) =>
    Uint16Array.from({ length: side * side }, (_, at) => 300 + ((at * (band + 3)) % 900)),
  )
  const georeference = {
    crs: { kind: 'projected', epsg: 32651 },
    geoTransform: [400_000, 3, 0, 3_316_000, 0, -3],
  } as const
  const bytes = encodeTiff({ width: side, height: side, bands }, {}, { georeference })
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '')
    const path = join(folder, `${day}_023107_yard.tif`)
    // Somewhere in the middle of its pixels.
    bytes[Math.floor(bytes.byteLength / 2)] = index
    writeFileSync(path, bytes)
    return path
  })
}
