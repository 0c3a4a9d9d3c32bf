import { Problem } from '../../src/domain/problem.ts'
import type { ByteSource } from '../../src/raster/byte-source.ts'
import type { Codecs } from '../../src/raster/decoding/codecs.ts'
import { openPixels } from '../../src/raster/open-pixels.ts'
import { detectHull, type FoundHull } from '../../src/raster/hull/hull-detection.ts'
import type { HullSource } from '../../src/raster/hull/hull-look.ts'
import { refitHull, type RefittedHull } from '../../src/raster/hull/hull-refit.ts'
import { previewRows } from '../../src/raster/preview-rows.ts'
import { openThroughPyramid } from '../../src/raster/pyramid/pyramid-open.ts'
import { readGrid, readWindow, type Pixels } from '../../src/raster/read-window.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { readPatch } from './scene-patch.ts'
import { inColours } from './palette-pixels.ts'
import type { SceneConnection } from './port-source.ts'
import { columnsOf, TileRows } from './tile-rows.ts'
import type { HullRequest, RefitRequest, SamplesRequest, TileRequest } from './tile-messages.ts'

/** Pixels of the scenes that are looked at. The only place in the window that knows the reader. */
export interface ScenePixels {
  /**
   * A tile as the map draws it: Float32, interleaved by pixel, 0 where there is no data, the last band 1 or 0.
   * @throws Problem of the scene; an AbortError when `signal` aborts
   */
  tile(request: TileRequest, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>>
  /**
   * All bands at one pixel of the full resolution, null where the pixel has no data.
   * @throws as `tile`
   */
  samples(request: SamplesRequest, signal: AbortSignal): Promise<readonly number[] | null>
  /**
   * The hull at a place, found in the samples of the full resolution.
   * @throws as `tile`
   */
  hull(request: HullRequest, signal: AbortSignal): Promise<FoundHull | null>
  /**
   * A hull of another date as it lies on this scene.
   * @throws as `tile`
   */
  refit(request: RefitRequest, signal: AbortSignal): Promise<RefittedHull | null>
  forget(sceneUid: string): void
}

interface OpenedPixels {
  readonly reader: SceneReader
  readonly rows: TileRows
}

/** Decoded blocks kept for each scene. */
const cacheBytes = 48 * 1024 * 1024
/** Two scenes are compared, and going back to the one before is quick. */
const keptScenes = 3

export function createScenePixels(connection: SceneConnection, codecs: Codecs): ScenePixels {
  const opened = new Map<string, Promise<OpenedPixels>>()

  const readerOf = ({ sceneUid, readFrom }: Pick<TileRequest, 'sceneUid' | 'readFrom'>) => {
    const key = `${readFrom} ${sceneUid}`
    const known = opened.get(key)
    opened.delete(key)
    const reader =
      known ??
      open(connection, codecs, sceneUid, readFrom).then((made) => ({ reader: made, rows: new TileRows() }))
    opened.set(key, reader)
    if (known === undefined) {
      reader.catch(() => {
        if (opened.get(key) === reader) opened.delete(key)
      })
      const [oldest] = opened.keys()
      if (opened.size > keptScenes && oldest !== undefined) opened.delete(oldest)
    }
    return reader
  }

  const hullSource = async (
    request: HullRequest | RefitRequest,
    signal: AbortSignal,
  ): Promise<HullSource> => {
    const { reader } = await readerOf(request)
    signal.throwIfAborted()
    const { pixelWidthM, pixelHeightM } = request
    return {
      pixelWidthM,
      pixelHeightM,
      read: (left, top, width, height) => readPatch(reader, { left, top, width, height }, signal),
    }
  }

  return {
    async tile(request, signal) {
      const { reader, rows } = await readerOf(request)
      signal.throwIfAborted()
      const part = await readPart(reader, rows, request, signal)
      const { palette } = reader.image
      if (request.palette !== true) return asTile(request, part)
      return asTile(
        { ...request, bands: [1, 2, 3] },
        part && { ...part, pixels: inColours(part.pixels, palette) },
      )
    },
    async samples(request, signal) {
      const { reader } = await readerOf(request)
      signal.throwIfAborted()
      const bands = reader.image.bands.map(({ band }) => band)
      const { column: x, row: y } = request
      const { samples, valid } = await readWindow(
        reader,
        { level: 0, x, y, width: 1, height: 1, bands },
        signal,
      )
      return valid?.[0] === 0 ? null : samples.map((band) => band[0] ?? NaN)
    },
    async hull(request, signal) {
      return detectHull(await hullSource(request, signal), [request.column, request.row])
    },
    async refit(request, signal) {
      return refitHull(await hullSource(request, signal), request)
    },
    forget(sceneUid) {
      for (const key of opened.keys()) if (key.endsWith(` ${sceneUid}`)) opened.delete(key)
    },
  }
}

const largestAuxXml = 8 * 1024 * 1024

async function open(
  connection: SceneConnection,
  codecs: Codecs,
  sceneUid: string,
  readFrom: TileRequest['readFrom'],
): Promise<SceneReader> {
  if (readFrom === 'pyramid') {
    const pyramid = await connection.open(sceneUid, 'pyramid')
    const through = await openThroughPyramid(pyramid, () => connection.open(sceneUid, 'scene'))
    return new SceneReader(through.image, through.sources, codecs, cacheBytes)
  }
  const scene = await connection.open(sceneUid, 'scene')
  const beside = {
    ...(await fileBeside(connection, sceneUid, 'ovr')),
    ...(await fileBeside(connection, sceneUid, 'msk')),
  }
  const { image } = await openPixels(scene, {
    ...beside,
    ...(await auxXmlBeside(connection, sceneUid)),
  })
  return new SceneReader(image, { scene, ...beside }, codecs, cacheBytes)
}

/** GDAL's `.aux.xml` says more about the bands; it is text of some kilobytes. */
async function auxXmlBeside(connection: SceneConnection, sceneUid: string): Promise<{ auxXml?: string }> {
  const { auxXml } = await fileBeside(connection, sceneUid, 'auxXml')
  if (auxXml === undefined || auxXml.size > largestAuxXml) return {}
  return { auxXml: new TextDecoder().decode(await auxXml.read(0, auxXml.size)) }
}

async function fileBeside<File extends 'ovr' | 'msk' | 'auxXml'>(
  connection: SceneConnection,
  sceneUid: string,
  file: File,
): Promise<{ readonly [key in File]?: ByteSource }> {
  try {
    const source = await connection.open(sceneUid, file)
    return { [file]: source } as { readonly [key in File]?: ByteSource }
  } catch (error) {
    // Most scenes have no external overviews and no mask.
    if (error instanceof Problem) return {}
    throw error
  }
}

/** The part of a tile that lies inside its level, in columns and rows of the tile. */
interface Inside {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function insideOf(request: TileRequest): Inside | null {
  const left = Math.max(0, -request.column)
  const top = Math.max(0, -request.row)
  const width = Math.min(request.width, request.levelWidth - request.column) - left
  const height = Math.min(request.height, request.levelHeight - request.row) - top
  return width > 0 && height > 0 ? { left, top, width, height } : null
}

/** A row of tiles up to this size is read as a whole where strips hold it. */
const wholeRowBytes = 32 * 1024 * 1024

async function readPart(
  reader: SceneReader,
  known: TileRows,
  request: TileRequest,
  signal: AbortSignal,
): Promise<{ inside: Inside; pixels: Pixels } | null> {
  const inside = insideOf(request)
  if (inside === null) return null
  const { width, height } = inside
  const [x, y] = [request.column + inside.left, request.row + inside.top]
  const { bands, levelWidth, levelHeight } = request
  const { levels } = reader.image
  const exact = levels.findIndex((level) => level.width === levelWidth && level.height === levelHeight)
  if (exact >= 0) {
    return { inside, pixels: await readWindow(reader, { level: exact, x, y, width, height, bands }, signal) }
  }
  // A level that the file does not have is read from the next finer one, every so-many-th pixel.
  const finer = levels.findLastIndex((level) => level.width >= levelWidth && level.height >= levelHeight)
  const from = levels[Math.max(0, finer)]
  if (from === undefined) return null
  const [stepX, stepY] = [from.width / levelWidth, from.height / levelHeight]
  const rows = previewRows(from, { start: y * stepY, step: stepY, count: height })
  const read = (first: number, count: number, stop: AbortSignal) => {
    const columns = { start: first * stepX, step: stepX, count }
    return readGrid(reader, Math.max(0, finer), columns, rows, bands, stop)
  }
  const rowBytes = levelWidth * height * bands.length * (from.bitsPerSample / 8)
  if (from.layout === 'tiled' || rowBytes > wholeRowBytes)
    return { inside, pixels: await read(x, width, signal) }
  const key = [levelWidth, y, height, ...bands].join(' ')
  const row = await known.get(key, signal, (stop) => read(0, levelWidth, stop))
  return { inside, pixels: columnsOf(row, x, width) }
}

/** Converted last, because the GPU takes Float32 only. */
export function asTile(
  request: Pick<TileRequest, 'width' | 'height' | 'bands'>,
  part: { readonly inside: Inside; readonly pixels: Pixels } | null,
): Float32Array<ArrayBuffer> {
  const stride = request.bands.length + 1
  const tile = new Float32Array(request.width * request.height * stride)
  if (part === null) return tile
  const { inside, pixels } = part
  const { samples, valid } = pixels
  for (let row = 0; row < inside.height; row++) {
    let at = ((inside.top + row) * request.width + inside.left) * stride
    let from = row * inside.width
    for (let column = 0; column < inside.width; column++, from++, at += stride) {
      if (valid?.[from] === 0) continue
      for (let band = 0; band < samples.length; band++) tile[at + band] = samples[band]?.[from] ?? 0
      tile[at + stride - 1] = 1
    }
  }
  return tile
}
