import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
import * as zlib from 'node:zlib'
import type { RowRun } from '../raster/pyramid/average-rule.ts'
import { averageRows } from '../raster/pyramid/average.ts'
import { readPart } from '../raster/pyramid/pyramid-parts.ts'
import { samplesOver } from '../raster/pyramid/pyramid-plan.ts'
import { cutTile } from '../raster/pyramid/pyramid-tile.ts'
import type { Samples } from '../raster/tiff/tiff-encode-block.ts'
import { SceneReader } from '../raster/scene-reader.ts'
import { coreCodecs } from './codecs.ts'
import { openFileSource, type FileSource } from './file-source.ts'
import { openBeside } from './sidecar-files.ts'
import { freeNow, reusingSource } from './spare-memory.ts'
import type { PlacedTile, PyramidWork, TaskHandlers } from './worker-protocol.ts'

/** zstd's quickest level that still packs; higher ones cost more time than a screen saves. */
const zstdLevel = 1

interface Build {
  readonly work: PyramidWork
  readonly reader: SceneReader
  readonly scene: number
  readonly mask: FileSource | null
  readonly file: number
  readonly bands: readonly Samples[]
  readonly masks: readonly Uint8Array[]
  /** Memory for one tile's bytes. */
  readonly scratch: Samples
  readonly maskScratch: Uint8Array
}

type OpenedForBands = Pick<Build, 'scene' | 'mask' | 'reader'>

type PyramidTasks = Pick<
  TaskHandlers,
  'pyramid.begin' | 'pyramid.fill' | 'pyramid.average' | 'pyramid.tiles' | 'pyramid.end'
>

/** The part of a pyramid that one thread does: it keeps the scene and the file open from begin to end. */
export function pyramidTasks(): PyramidTasks {
  let build: Build | null = null
  const current = (): Build => {
    if (build === null) throw new Error('no pyramid is being built')
    return build
  }
  const end = async (): Promise<null> => {
    const last = build
    build = null
    if (last !== null) {
      closeSync(last.file)
      closeSync(last.scene)
      await last.mask?.close()
    }
    return null
  }
  return {
    'pyramid.begin': async (work) => {
      await end()
      build = await beginBuild(work)
      return null
    },
    'pyramid.fill': async ({ part, bandRow }) => {
      const { reader, work, bands, masks } = current()
      const [base] = work.plan.levels
      const isMask = part.plane === 'mask'
      const samples = isMask ? masks[0] : bands[0]
      if (samples === undefined || base === undefined) return { damaged: 0, lost: 0 }
      const target = {
        samples,
        width: base.width,
        bands: isMask ? 1 : work.plan.rule.bands,
        firstRow: bandRow - 1,
      }
      return await readPart(reader, part, target, work.keptBytes === 0 ? freeNow : () => undefined)
    },
    'pyramid.average': ({ to, first, last, bandRows: [below, here] }) => {
      const { work } = current()
      averageRows(runOf(current(), to - 1, below), runOf(current(), to, here), work.plan.rule, first, last)
      return null
    },
    'pyramid.tiles': ({ level, first, last, rowsBefore, rows, mask }) => {
      const { work, bands, masks, scratch, maskScratch } = current()
      const { tileWidth, tileHeight, rule, levels } = work.plan
      const samples = mask ? masks[level] : bands[level]
      const { width } = levels[level] ?? { width: 0 }
      const cut = {
        rows,
        width,
        bands: mask ? 1 : rule.bands,
        rowsBefore: rowsBefore + 1,
        tileWidth,
        tileHeight,
      }
      const placed: PlacedTile[] = []
      for (let tile = first; tile < last && samples !== undefined; tile += 1) {
        const predictor = mask ? 1 : work.storage.predictor
        const at = { ...cut, column: tile * tileWidth }
        placed.push(write(current(), cutTile(samples, at, predictor, mask ? maskScratch : scratch)))
      }
      return placed
    },
    'pyramid.end': end,
  }
}

async function beginBuild(work: PyramidWork): Promise<Build> {
  const { type, tileWidth, tileHeight, rule } = work.plan
  const pixels = tileWidth * tileHeight
  const bytes = samplesOver(type, new ArrayBuffer(8)).BYTES_PER_ELEMENT
  return {
    work,
    ...(await openForBands(work)),
    file: openSync(work.partPath, 'r+'),
    bands: work.bands.map((buffer) => samplesOver(type, buffer)),
    masks: work.masks.map((buffer) => new Uint8Array(buffer)),
    scratch: samplesOver(type, new ArrayBuffer(pixels * rule.bands * bytes)),
    maskScratch: new Uint8Array(pixels),
  }
}

/** Opens the scene, and its mask where that is a file of its own, for reading the full resolution once. */
async function openForBands({ scenePath, image, keptBytes }: PyramidWork): Promise<OpenedForBands> {
  const source = await openFileSource(scenePath)
  await source.close()
  const codecs = await coreCodecs()
  const maskFile = image.levels[0]?.mask?.file ?? 'scene'
  const mask =
    maskFile === 'scene' ? null : await openBeside(scenePath, [`${source.name}.msk`, `${source.name}.MSK`])
  const scene = openSync(scenePath, constants.O_RDONLY | constants.O_NONBLOCK)
  // A fill reads and decodes one run of blocks after the other, so its memory can be used again.
  const blocks = reusingSource(source, (target, offset) =>
    readSync(scene, target, 0, target.byteLength, offset),
  )
  const sources = { scene: blocks, ...(mask === null ? {} : { [maskFile]: mask }) }
  return { scene, mask, reader: new SceneReader(image, sources, codecs, keptBytes) }
}

/** The band of a level whose first own row is `row`; one row before it is kept. */
function runOf({ work, bands, masks }: Build, level: number, row: number): RowRun {
  const { width, height } = work.plan.levels[level] ?? { width: 0, height: 0 }
  const samples = bands[level] ?? new Uint8Array()
  return { samples, mask: masks[level] ?? null, width, height, firstRow: row - 1 }
}

function write({ work, file }: Build, tile: Uint8Array): PlacedTile {
  const bytes = work.storage.compression === 'zstd' ? packed(tile) : tile
  // Tiles begin at even places, as TIFF asks.
  const room = BigInt(bytes.byteLength + (bytes.byteLength % 2))
  const offset = Number(Atomics.add(new BigInt64Array(work.end), 0, room))
  for (let done = 0; done < bytes.byteLength;) {
    done += writeSync(file, bytes, done, bytes.byteLength - done, offset + done)
  }
  const placed = { offset, bytes: bytes.byteLength }
  if (bytes !== tile) freeNow(bytes)
  return placed
}

function packed(tile: Uint8Array): Uint8Array {
  // A tile that a disk spoiled is to be noticed, not shown.
  const params = {
    [zlib.constants.ZSTD_c_compressionLevel]: zstdLevel,
    [zlib.constants.ZSTD_c_checksumFlag]: 1,
  }
  return zlib.zstdCompressSync(tile, { params, chunkSize: Math.max(64, tile.byteLength) })
}
