import type { LoaderOptions } from 'ol/source/DataTile.js'
import DataTileSource from 'ol/source/DataTile.js'
import type { TileSourceEvent } from 'ol/source/Tile.js'
import TileGrid from 'ol/tilegrid/TileGrid.js'
import DataTile from 'ol/DataTile.js'
import TileState from 'ol/TileState.js'
import { Problem } from '../../../src/domain/problem.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import type { SceneOnMap } from '../map-contract.ts'
import { projectionOfPlane } from '../map-projection.ts'
import { gridOf, tilePixels, type SceneGrid } from './scene-grid.ts'
import type { Extent, Picture } from './scene-plane.ts'
import { textureBands, type ShownBands } from './scene-tiles.ts'

/** The pixels of one scene and one choice of bands, as tiles. */
export interface SceneSource {
  readonly source: DataTileSource
  /** How many tiles are being read. */
  pending(): number
  /** Gives up the tiles that are being read and are no longer in sight. They are asked for again when they are. */
  keepOnly(extent: Extent, resolution: number): void
  dispose(): void
}

export interface SceneSourceListener {
  onPending(): void
  onFailed(error: unknown): void
  /** A tile of a level could not be read from the display pyramid; `isBlank`: nor was any other before. */
  onPyramidDamaged(level: number, problem: Problem, isBlank: boolean): void
}

interface Pending {
  readonly extent: number[]
  readonly z: number
  readonly controller: AbortController
}

const mostRetries = 12
/** What a pyramid that was cut, overwritten or deleted says when it is read. */
const pyramidFaults: readonly string[] = [
  'scene/damaged',
  'scene/not-tiff',
  'scene/unsupported',
  'file/not-found',
  'file/unreadable',
  'file/changed',
]

export function createSceneSource(
  scene: SceneOnMap,
  picture: Picture,
  shown: ShownBands,
  tiles: TilePool,
  listener: SceneSourceListener,
): SceneSource {
  const grid = gridOf(picture, scene.display)
  const tileGrid = tileGridOf(grid)
  const pending = new Set<Pending>()
  const givenUp = new WeakSet()
  let anyRead = false
  let retries = 0

  /** A damaged block leaves a hole in a scene that can otherwise be seen. */
  const isOneOfMany = (error: unknown) =>
    anyRead && error instanceof Problem && error.code === 'scene/damaged'
  const isOfPyramid = (error: unknown): error is Problem =>
    scene.display.readFrom === 'pyramid' && error instanceof Problem && pyramidFaults.includes(error.code)
  /** A worker that died takes its tiles with it; another one can read them. */
  const isRetried = (error: unknown) =>
    error instanceof Problem && error.code === 'job/worker-died' && retries++ < mostRetries

  const load = async (z: number, x: number, y: number, options: LoaderOptions) => {
    const level = grid.levels[z]
    if (level === undefined) throw new RangeError(`the scene has no level ${z}`)
    const controller = new AbortController()
    const request = { extent: tileGrid.getTileCoordExtent([z, x, y]), z, controller }
    pending.add(request)
    listener.onPending()
    try {
      const pixels = await tiles.tile(
        {
          sceneUid: scene.uid,
          readFrom: scene.display.readFrom,
          level: level.level,
          levelWidth: level.levelWidth,
          levelHeight: level.levelHeight,
          column: x * tilePixels,
          row: y * level.tileRows,
          width: tilePixels,
          height: level.tileRows,
          bands: shown.bands,
          palette: shown.palette,
        },
        AbortSignal.any([options.signal, controller.signal]),
      )
      anyRead = true
      return pixels
    } catch (error) {
      if (controller.signal.aborted && error instanceof Error) givenUp.add(error)
      else if (options.signal.aborted) throw error
      else if (isOfPyramid(error)) listener.onPyramidDamaged(level.level, error, !anyRead)
      else if (!isOneOfMany(error)) {
        if (isRetried(error) && error instanceof Error) givenUp.add(error)
        else listener.onFailed(error)
      }
      throw error
    } finally {
      pending.delete(request)
      listener.onPending()
    }
  }

  const source = new SceneTiles(grid, {
    loader: load,
    projection: projectionOfPlane(picture.plane),
    tileGrid,
    bandCount: textureBands(shown),
    hasAlpha: true,
    transition: 0,
    interpolate: false,
    wrapX: false,
  })
  source.on('tileloaderror', ({ tile }: TileSourceEvent) => {
    const error = tile instanceof DataTile ? tile.getError() : null
    if (error === null || !givenUp.has(error)) return
    // Later, because OpenLayers still has to note that this tile is no longer loading.
    queueMicrotask(() => {
      if (tile.getState() === TileState.ERROR) tile.setState(TileState.IDLE)
    })
  })

  const giveUp = (request: Pending) =>
    request.controller.abort(new DOMException('no longer in sight', 'AbortError'))

  return {
    source,
    pending: () => pending.size,
    keepOnly(extent, resolution) {
      const wanted = tileGrid.getZForResolution(resolution, source.zDirection)
      for (const request of pending) {
        if (request.z !== wanted || !overlap(request.extent, extent)) giveUp(request)
      }
    },
    dispose() {
      for (const request of pending) giveUp(request)
      source.dispose()
    },
  }
}

/** A source that knows how many rows the tiles of each level have. */
class SceneTiles extends DataTileSource {
  constructor({ levels }: SceneGrid, options: ConstructorParameters<typeof DataTileSource>[0]) {
    super(options)
    this.setTileSizes(levels.map(({ tileRows }) => [tilePixels, tileRows]))
  }
}

function tileGridOf({ origin, extent, levels }: SceneGrid): TileGrid {
  return new TileGrid({
    extent: [...extent],
    origin: [...origin],
    resolutions: levels.map(({ resolution }) => resolution),
    tileSizes: levels.map(({ tileSize }) => [...tileSize]),
  })
}

function overlap(a: readonly number[], b: Extent): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = a
  return west < b[2] && east > b[0] && south < b[3] && north > b[1]
}
