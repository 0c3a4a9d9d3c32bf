import { asProblem, type Problem } from '../../../src/domain/problem.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import type { MapEvent, SceneOnMap } from '../map-contract.ts'
import type { Side } from '../tools/pen.ts'
import { createGroundDrawing } from './ground-drawing.ts'
import { createSceneDrawing, type SceneDrawing } from './scene-drawing.ts'
import { isGround } from './scene-plane.ts'

export type Drawings = Readonly<Record<Side, SceneDrawing | null>>

/** The scenes of both dates as the map draws them. */
export interface ShownScenes {
  readonly drawings: Drawings
  /** The one that is looked at: B, or A where B cannot be shown. */
  leading(): SceneDrawing | null
  /** Takes both scenes; true where one of the drawings is another one now. `swap` runs before the old ones go. */
  set(scenes: Readonly<Record<Side, SceneOnMap | null>>, swap: () => void): boolean
  dispose(): void
}

export interface ShownScenesHost {
  readonly tiles: TilePool
  emit(event: MapEvent): void
  pendingChanged(): void
  layersChanged(): void
}

export function createShownScenes(host: ShownScenesHost): ShownScenes {
  const drawings: Record<Side, SceneDrawing | null> = { A: null, B: null }
  const failures = new Set<string>()

  const failed = (uid: string, problem: Problem) => {
    const key = `${uid} ${problem.code} ${problem.message}`
    if (failures.has(key)) return
    failures.add(key)
    host.emit({ type: 'scene-failed', uid, problem })
  }

  const readFrom = new Map<string, SceneOnMap['display']['readFrom']>()
  /** Between a pyramid and the one that is made in its stead the scene is read from its own file. */
  const forgetOther = ({ uid, display }: SceneOnMap) => {
    if (readFrom.has(uid) && readFrom.get(uid) !== display.readFrom) host.tiles.forget(uid)
    readFrom.set(uid, display.readFrom)
  }

  const drawingOf = (side: Side, scene: SceneOnMap | null): SceneDrawing | null => {
    const before = drawings[side]
    if (scene === null || before?.take(scene) === true) return scene === null ? null : before
    for (const key of failures) if (key.startsWith(`${scene.uid} `)) failures.delete(key)
    try {
      if (isGround(scene.display)) return createGroundDrawing(scene)
      forgetOther(scene)
      return createSceneDrawing(scene, side, {
        tiles: host.tiles,
        pendingChanged: () => host.pendingChanged(),
        layersChanged: () => host.layersChanged(),
        failed,
        pyramidDamaged: (uid, level, problem, isBlank) =>
          host.emit({ type: 'pyramid-damaged', uid, level, problem, isBlank }),
      })
    } catch (error) {
      failed(scene.uid, asProblem(error, 'scene'))
      return null
    }
  }

  return {
    drawings,
    leading: () => drawings.B ?? drawings.A,
    set(scenes, swap) {
      const before = { ...drawings }
      for (const side of ['B', 'A'] as const) drawings[side] = drawingOf(side, scenes[side])
      if (drawings.A === before.A && drawings.B === before.B) return false
      swap()
      for (const side of ['A', 'B'] as const) if (before[side] !== drawings[side]) before[side]?.dispose()
      return true
    },
    dispose() {
      drawings.A?.dispose()
      drawings.B?.dispose()
    },
  }
}
