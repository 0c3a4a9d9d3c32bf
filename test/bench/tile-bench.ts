import { join } from 'node:path'
import { coreCodecs } from '../../src/jobs/codecs.ts'
import { openFileSource } from '../../src/jobs/file-source.ts'
import { openPixels } from '../../src/raster/open-pixels.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { has, python, runOnce } from './measure.ts'
import type { Row } from './table.ts'

/** A tile of a pyramid at full resolution, pixels interleaved, nothing cached; ours in this process, GDAL's in its own. */
export async function tileRows(pyramid: string, samples: string): Promise<Row[]> {
  const gdal = has(python, '-c', 'from osgeo import gdal')
  const rounds = 5
  const [ours, peers]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    if (gdal) {
      const { stdout } = runOnce(python, [
        join(import.meta.dirname, 'peer.py'),
        'tiles',
        pyramid,
        String(round),
      ])
      peers.push((JSON.parse(stdout) as { medianMs: number }).medianMs)
    }
    ours.push(await ourMedian(pyramid))
  }
  // The round of each that other load disturbed least.
  const peer = gdal ? Math.min(...peers) : null
  const what = `512 x 512 tile of the pyramid, ${samples}`
  return [{ what, ours: Math.min(...ours), peer, unit: 'ms', beside: 'GDAL in-process, same file' }]
}

async function ourMedian(pyramid: string): Promise<number> {
  const source = await openFileSource(pyramid)
  try {
    const { image } = await openPixels(source)
    const reader = new SceneReader(image, { scene: source }, await coreCodecs(), 0)
    const [base] = image.levels
    const times: number[] = []
    for (let count = 0; count < 80 && base !== undefined; count += 1) {
      const block = (count * 47) % (base.blocksAcross * base.blocksDown)
      const began = performance.now()
      await reader.blocks(base, [block])
      times.push(performance.now() - began)
    }
    return middle(times.slice(40))
  } finally {
    await source.close()
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
