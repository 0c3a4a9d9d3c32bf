import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { backupRows } from './backup-bench.ts'
import { patternSide, tileSamples, writeBenchScene, yardPattern } from './bench-scene.ts'
import { importRows } from './import-bench.ts'
import { firstViewRows } from './first-view-bench.ts'
import { exchangeRows } from './exchange-bench.ts'
import { buildOnce, firstPixelRows, pyramidRows } from './pyramid-bench.ts'
import { swipeRows } from './swipe-bench.ts'
import { footprintRows } from './footprint-bench.ts'
import { printHeading, printRows, rowsOf } from './table.ts'
import { tileRows } from './tile-bench.ts'

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const large = args.includes('--large')
const chosen = args.filter((argument) => !argument.startsWith('--'))
const wants = (...names: readonly string[]): boolean =>
  chosen.length === 0 || names.some((name) => chosen.includes(name))

const side = quick ? 4_000 : 10_000
const rounds = quick ? 1 : 3
const folder = mkdtempSync(join(tmpdir(), 'roadstead-bench-'))

try {
  printHeading()
  if (wants('pyramid', 'first-pixels', 'tile')) await rasterBenches()
  if (wants('import')) printRows(await importRows(quick ? 50 : 200))
  if (wants('swipe')) printRows(await swipeRows(rounds, quick))
  if (wants('footprints')) printRows(await footprintRows(rounds))
  if (wants('exchange')) printRows(exchangeRows(folder, quick ? 10_000 : 100_000, rounds))
  // Takes minutes and prints what it finds by itself: only where it is asked for by name.
  if (chosen.includes('coregistration')) await import('./coregistration.ts')
  if (wants('backup')) printRows(await backupRows(folder, quick ? 10_000 : 100_000, rounds))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function rasterBenches(): Promise<void> {
  const pattern = yardPattern()
  const scene = join(folder, 'striped-lzw.tif')
  writeBenchScene(scene, side, pattern, 'lzw')
  const name = `${side}² x 4 uint16, LZW strips (${Math.round(statSync(scene).size / 2 ** 20)} MB)`
  if (wants('first-pixels')) {
    const view = (layout: string) => `first view of ${side}² ${layout} strips`
    printRows(firstPixelRows(scene, view('LZW')))
    printRows(await firstViewRows(scene, `${view('LZW')}, in the window`))
    for (const code of ['none', 'deflate', 'zstd'] as const) {
      const other = join(folder, `striped-${code}.tif`)
      writeBenchScene(other, side, pattern, code)
      const named = view(code === 'none' ? 'plain' : code)
      printRows(firstPixelRows(other, named))
      printRows(await firstViewRows(other, `${named}, in the window`))
      rmSync(other)
    }
  }
  if (wants('pyramid')) printRows(pyramidRows(folder, scene, name, rounds))
  if (wants('tile')) {
    const pyramid = join(folder, 'pyramid.tif')
    if (!wants('pyramid')) buildOnce(scene, pyramid)
    printRows(await tileRows(pyramid, '4 x uint16'))
    for (const [samples, bands] of Object.entries(tileSamples(pattern))) {
      const [source, target] = [join(folder, 'samples.tif'), join(folder, 'samples-pyramid.tif')]
      writeFileSync(
        source,
        encodeTiff({ width: patternSide, height: patternSide, bands }, { compression: 'lzw' }),
      )
      buildOnce(source, target)
      printRows(await tileRows(target, samples))
    }
  }
  if (large && wants('pyramid')) {
    const huge = join(folder, 'huge.tif')
    writeBenchScene(huge, 31_632, pattern, 'lzw')
    printRows(
      rowsOf('pyramid of a scene ten times as large', buildOnce(huge, join(folder, 'h.tif')), null, ''),
    )
  }
}
