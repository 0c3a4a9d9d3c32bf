import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { has, inTurn, python, runOnce, threads, together, type Run } from './measure.ts'
import { rowsOf, type Row } from './table.ts'

const here = import.meta.dirname

/** A scene's pyramid from first to last, in a process of its own. */
export function buildOnce(scene: string, target: string): Run {
  return runOnce(process.execPath, [join(here, 'build-one.ts'), scene, target])
}

/** The display pyramid beside gdaladdo plus the tiling by the COG driver: same threads, same compression. */
export function pyramidRows(folder: string, scene: string, name: string, rounds: number): Row[] {
  const target = join(folder, 'pyramid.tif')
  const peer = has('gdaladdo', '--version') ? () => gdalPyramid(folder, scene) : null
  const { ours, peer: theirs } = inTurn(rounds, () => buildOnce(scene, target), peer)
  return rowsOf(`pyramid of ${name}`, ours, theirs, `gdaladdo -r average + COG, zstd 1, ${threads} threads`)
}

function gdalPyramid(folder: string, scene: string): Run {
  const copy = join(folder, 'gdal.tif')
  const cog = join(folder, 'gdal-cog.tif')
  copyFileSync(scene, copy)
  try {
    const overviews = runOnce('gdaladdo', [
      ...['-q', '-ro', '-r', 'average'],
      ...['--config', 'GDAL_NUM_THREADS', String(threads), '--config', 'COMPRESS_OVERVIEW', 'ZSTD'],
      ...['--config', 'ZSTD_LEVEL_OVERVIEW', '1', '--config', 'PREDICTOR_OVERVIEW', '2'],
      ...['--config', 'BIGTIFF_OVERVIEW', 'IF_SAFER'],
      copy,
    ])
    const tiles = runOnce('gdal_translate', [
      ...['-q', '-of', 'COG', '-co', 'COMPRESS=ZSTD', '-co', 'LEVEL=1', '-co', 'PREDICTOR=YES'],
      ...['-co', 'BLOCKSIZE=512', '-co', `NUM_THREADS=${threads}`, '-co', 'BIGTIFF=IF_SAFER'],
      ...[copy, cog],
    ])
    return together(overviews, tiles)
  } finally {
    for (const path of [copy, `${copy}.ovr`, cog]) rmSync(path, { force: true })
  }
}

/** The first view of a scene that has no pyramid yet. */
export function firstPixelRows(scene: string, name: string): Row[] {
  const read = (run: Run) => JSON.parse(run.stdout) as Record<string, number>
  const ours = read(runOnce(process.execPath, [join(here, 'preview-one.ts'), scene]))
  const beside = 'GDAL ReadRaster of the view'
  const peer = has(python, '-c', 'from osgeo import gdal')
    ? (read(runOnce(python, [join(here, 'peer.py'), 'preview', scene]))['viewS'] ?? null)
    : null
  return [
    { what: `${name}: stretch known`, ours: ours['displayS'] ?? NaN, peer: null, unit: 's', beside: '' },
    { what: `${name}: first tile, one thread`, ours: ours['firstTileS'] ?? NaN, peer, unit: 's', beside },
    { what: `${name}: whole view, one thread`, ours: ours['viewS'] ?? NaN, peer, unit: 's', beside },
  ]
}
