import { stat } from 'node:fs/promises'
import * as zlib from 'node:zlib'
import type { JobContext } from '../contract/define.ts'
import { rowsAbove } from '../raster/pyramid/average.ts'
import {
  encodePyramidDirectories,
  type PyramidStorage,
  type TilePlaces,
} from '../raster/pyramid/pyramid-directories.ts'
import { writePyramidNote } from '../raster/pyramid/pyramid-note.ts'
import { damagedScene } from '../raster/tiff/refusals.ts'
import { fillParts, keptBytes, readsInLanes, type Damage } from '../raster/pyramid/pyramid-parts.ts'
import { planPyramid, samplesOver, type PyramidPlan } from '../raster/pyramid/pyramid-plan.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { openSceneFile } from './open-scene-file.ts'
import type { Crew, JobPool } from './pool.ts'
import { beginPart, firstTileAt, writeProblem } from './pyramid-part.ts'
import type { PyramidWork, Tasks } from './worker-protocol.ts'

/** Scenes of fewer bytes are done by one thread before a second one would have started. */
const oneThreadBytes = 8 * 1024 * 1024
/** Rows of a level that one thread averages at once. */
const averagedBytes = 2 * 1024 * 1024

/** The scene that a pyramid is made of; its SHA-256 where it is known. */
export interface PyramidSource {
  readonly path: string
  readonly sha256: string | null
}

/**
 * Makes the display pyramid of a scene at `target`, in the pool's threads; resolves with false where the scene needs
 * none. The file is there whole or not at all.
 * @throws Problem scene/damaged and the like; file/disk-full, file/not-writable; job/worker-died; what the signal
 * aborts with
 */
export async function buildPyramid(
  { path: scenePath, sha256 }: PyramidSource,
  target: string,
  pool: JobPool,
  { signal, progress }: JobContext,
): Promise<boolean> {
  const before = await stat(scenePath)
  const opened = await openSceneFile(scenePath)
  await opened.close()
  const { image } = opened
  const plan = planPyramid(image)
  if (plan === null) return false
  const raw =
    image.width *
    image.height *
    samplesOver(plan.type, new ArrayBuffer(8)).BYTES_PER_ELEMENT *
    plan.rule.bands
  const crew = await pool.lease(raw < oneThreadBytes ? 1 : pool.limit, signal)
  try {
    const part = await beginPart(target)
    try {
      const work = shareWork(scenePath, part.path, image, plan)
      await Promise.all(crew.workers.map((worker) => worker.ask('pyramid.begin', work)))
      const builder = new PyramidBuilder(image, work, crew, signal, (rows) =>
        progress(rows, image.height, `preparing ${image.name}`),
      )
      const images = await builder.build()
      refuseWhollyDamaged(image, builder.lostBlocks)
      await Promise.all(crew.workers.map((worker) => worker.ask('pyramid.end', null)))
      const note = writePyramidNote({
        holds: plan.holds,
        width: image.width,
        height: image.height,
        source_bytes: before.size,
        source_modified_ms: before.mtimeMs,
        source_sha256: sha256,
        damaged_blocks: builder.damagedBlocks,
      })
      const offset = Number(new BigInt64Array(work.end)[0])
      signal.throwIfAborted()
      await part.finish(encodePyramidDirectories(image, plan, work.storage, note, images, offset), offset)
    } catch (error) {
      await Promise.allSettled(crew.workers.map((worker) => worker.ask('pyramid.end', null)))
      await part.discard()
      throw writeProblem(error, image.name)
    }
  } finally {
    crew.release()
  }
  return true
}

/** A file of which no block can be read is no scene with holes. */
function refuseWhollyDamaged(image: SceneImage, lost: number): void {
  const [base] = image.levels
  if (base === undefined || lost < base.blocksAcross * base.blocksDown) return
  throw damagedScene(image.name, `None of its blocks of pixels can be read (${base.compression}).`)
}

function shareWork(scenePath: string, partPath: string, image: SceneImage, plan: PyramidPlan): PyramidWork {
  const bytes = samplesOver(plan.type, new ArrayBuffer(8)).BYTES_PER_ELEMENT
  const pixels = plan.levels.map(({ width, height }, level) => {
    const rows = level === 0 ? plan.baseRows : plan.tileHeight
    return width * (Math.min(rows, height) + 1)
  })
  const end = new SharedArrayBuffer(8)
  new BigInt64Array(end)[0] = BigInt(firstTileAt)
  return {
    scenePath,
    image,
    partPath,
    plan,
    storage: storageOf(plan),
    bands: pixels.map((count) => new SharedArrayBuffer(count * plan.rule.bands * bytes)),
    masks: plan.masked ? pixels.map((count) => new SharedArrayBuffer(count)) : [],
    end,
    keptBytes: keptBytes(image, plan.baseRows),
    inLanes: readsInLanes(image, plan.baseRows),
  }
}

/** A runtime without zstd (Node 20, Electron 33) writes pyramids uncompressed: deflate would take far longer. */
function storageOf({ type }: PyramidPlan): PyramidStorage {
  if (!('zstdCompressSync' in zlib)) return { compression: 'none', predictor: 1 }
  return { compression: 'zstd', predictor: type === 'Float32' || type === 'Float64' ? 3 : 2 }
}

/** Takes the scene band by band through all levels. A band of a level is worked on when its rows are complete. */
class PyramidBuilder {
  readonly #image: SceneImage
  readonly #work: PyramidWork
  readonly #crew: Crew
  readonly #signal: AbortSignal
  readonly #progress: (rows: number) => void
  readonly #levels: LevelState[]
  /** Blocks of the scene that could not be read and are left empty. */
  damagedBlocks = 0
  /** Those of them of which nothing could be read. */
  lostBlocks = 0

  constructor(
    image: SceneImage,
    work: PyramidWork,
    crew: Crew,
    signal: AbortSignal,
    progress: (rows: number) => void,
  ) {
    this.#image = image
    this.#work = work
    this.#crew = crew
    this.#signal = signal
    this.#progress = progress
    this.#levels = work.plan.levels.map(() => ({
      bandRow: 0,
      rows: 0,
      tiles: newTiles(),
      maskTiles: newTiles(),
    }))
  }

  async build(): Promise<TilePlaces[]> {
    const { baseRows, holds } = this.#work.plan
    const [base] = this.#image.levels
    const state = this.#levels[0]
    if (base === undefined || state === undefined) return []
    for (let row = 0; row < this.#image.height; row += baseRows) {
      this.#progress(row)
      const rows = Math.min(baseRows, this.#image.height - row)
      const parts = fillParts(base, row, rows)
      await this.#fill(parts.map((part) => ({ part, bandRow: row })))
      state.rows = row + rows
      await this.#finishBand(0)
    }
    this.#progress(this.#image.height)
    const images: TilePlaces[] = []
    this.#levels.forEach(({ tiles, maskTiles }, level) => {
      if (level === 0 && holds === 'overviews') return
      images.push({ level, mask: false, ...tiles })
      if (this.#work.plan.masked) images.push({ level, mask: true, ...maskTiles })
    })
    return images
  }

  /** Blocks that several bands need go to the same thread each time; others to whoever is free. */
  async #fill(inputs: readonly Tasks['pyramid.fill']['input'][]): Promise<void> {
    if (!this.#work.inLanes) {
      const found = await this.#crew.share('pyramid.fill', inputs, this.#signal)
      for (const damage of found) this.#count(damage)
      return
    }
    const { workers } = this.#crew
    const [base] = this.#image.levels
    await allDone(
      workers.map(async (worker, number) => {
        for (const input of inputs) {
          this.#signal.throwIfAborted()
          const { plane, firstRow, firstBlock } = input.part
          const level = plane === 'mask' ? base?.mask : base
          const down = Math.floor(firstRow / (level?.blockHeight ?? 1))
          const lane = (plane === 'mask' ? 0 : plane) + down + firstBlock
          if (lane % workers.length === number) this.#count(await worker.ask('pyramid.fill', input))
        }
      }),
    )
  }

  #count({ damaged, lost }: Damage): void {
    this.damagedBlocks += damaged
    this.lostBlocks += lost
  }

  async #finishBand(level: number): Promise<void> {
    const { plan } = this.#work
    const [here, above] = [this.#levels[level], this.#levels[level + 1]]
    const size = plan.levels[level]
    if (here === undefined || size === undefined) return
    await allDone([this.#writeTiles(level), this.#averageAbove(level)])
    const capacity = level === 0 ? plan.baseRows : plan.tileHeight
    this.#carryLastRow(level, here.rows - here.bandRow)
    here.bandRow += capacity
    const sizeAbove = plan.levels[level + 1]
    if (above === undefined || sizeAbove === undefined) return
    const isFull = above.rows - above.bandRow >= plan.tileHeight || above.rows >= sizeAbove.height
    if (isFull) await this.#finishBand(level + 1)
  }

  async #writeTiles(level: number): Promise<void> {
    const { plan } = this.#work
    const state = this.#levels[level]
    if (state === undefined || (level === 0 && plan.holds === 'overviews')) return
    const across = Math.ceil((plan.levels[level]?.width ?? 0) / plan.tileWidth)
    const inputs: Tasks['pyramid.tiles']['input'][] = []
    const rows = state.rows - state.bandRow
    for (const mask of plan.masked ? [false, true] : [false]) {
      for (let first = 0; first < across; first += 1)
        inputs.push({ level, first, last: first + 1, rowsBefore: 0, rows, mask })
    }
    const placed = await this.#crew.share('pyramid.tiles', inputs, this.#signal)
    placed.forEach((tiles, index) => {
      const { offsets, byteCounts } = inputs[index]?.mask === true ? state.maskTiles : state.tiles
      for (const { offset, bytes } of tiles) {
        offsets.push(offset)
        byteCounts.push(bytes)
      }
    })
  }

  async #averageAbove(level: number): Promise<void> {
    const { plan } = this.#work
    const [here, above] = [this.#levels[level], this.#levels[level + 1]]
    const size = plan.levels[level]
    if (here === undefined || above === undefined || size === undefined) return
    const end = rowsAbove(here.rows, size.height)
    const rowBytes =
      size.width * plan.rule.bands * samplesOver(plan.type, new ArrayBuffer(8)).BYTES_PER_ELEMENT
    const step = Math.max(1, Math.floor(averagedBytes / rowBytes))
    const inputs: Tasks['pyramid.average']['input'][] = []
    for (let first = above.rows; first < end; first += step) {
      const last = Math.min(end, first + step)
      inputs.push({ to: level + 1, first, last, bandRows: [here.bandRow, above.bandRow] })
    }
    await this.#crew.share('pyramid.average', inputs, this.#signal)
    above.rows = end
  }

  /** The band's last row stands before the next band: odd sides reach back by one row. */
  #carryLastRow(level: number, rows: number): void {
    const { plan, bands, masks } = this.#work
    const width = plan.levels[level]?.width ?? 0
    const band = bands[level]
    if (band !== undefined) {
      const all = samplesOver(plan.type, band)
      const length = width * plan.rule.bands
      all.copyWithin(0, rows * length, (rows + 1) * length)
    }
    const mask = masks[level]
    if (mask !== undefined) new Uint8Array(mask).copyWithin(0, rows * width, (rows + 1) * width)
  }
}

/** Waits for all, also where one fails: they work on the same memory. */
async function allDone(promises: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(promises))
    if (result.status === 'rejected') throw result.reason
}

interface LevelState {
  /** The level's row at which its band begins. */
  bandRow: number
  /** Rows of the level that are there so far. */
  rows: number
  readonly tiles: { readonly offsets: number[]; readonly byteCounts: number[] }
  readonly maskTiles: { readonly offsets: number[]; readonly byteCounts: number[] }
}

function newTiles(): LevelState['tiles'] {
  return { offsets: [], byteCounts: [] }
}
