import type { LonLat } from '../../src/domain/polygon.ts'
import type { TilePool } from '../workers/tile-pool.ts'
import { isGround } from './scenes/scene-plane.ts'
import type { MapEvent, SceneOnMap } from './map-contract.ts'
import type { Side } from './tools/pen.ts'

/** Where the pen is, and the pixel of the full resolution under it. */
export interface PointerPlace {
  readonly lonLat: LonLat | null
  readonly side: Side
  readonly scene: SceneOnMap | null
  readonly pixel: { readonly column: number; readonly row: number } | null
}

/** Tells where the pen is and what the scene's samples are there, once a frame; answers for older places are dropped. */
export interface PointerReadout {
  /** Null: the pen left the map. */
  at(place: PointerPlace | null): void
  dispose(): void
}

export function createPointerReadout(tiles: TilePool, emit: (event: MapEvent) => void): PointerReadout {
  let place: PointerPlace | null = null
  let told = true
  let frame: number | null = null
  let late: number | null = null
  let asking: AbortController | null = null
  let known: { key: string; samples: readonly number[] | null } | null = null

  const keyOf = ({ scene, pixel }: PointerPlace) =>
    scene === null || pixel === null || isGround(scene.display)
      ? null
      : `${scene.uid} ${scene.display.readFrom} ${pixel.column} ${pixel.row}`

  const tell = (samples: readonly number[] | null) => {
    told = true
    emit({ type: 'pointer', lonLat: place?.lonLat ?? null, samples, side: place?.side ?? 'B' })
  }

  const ask = (asked: PointerPlace, key: string) => {
    asking?.abort()
    const controller = new AbortController()
    asking = controller
    const { scene, pixel } = asked
    if (scene === null || pixel === null) return
    const request = { sceneUid: scene.uid, readFrom: scene.display.readFrom, ...pixel }
    const answered = (samples: readonly number[] | null) => {
      if (controller.signal.aborted) return
      known = { key, samples }
      if (place !== null && keyOf(place) === key) tell(samples)
    }
    // A scene that can't be read says so by its tiles; here it only has no samples.
    tiles.samples(request, controller.signal).then(answered, () => answered(null))
  }

  const onFrame = () => {
    frame = null
    if (place === null) return
    // The samples of the last frame's place have not come in time: the place is told without them.
    if (!told) tell(null)
    const key = keyOf(place)
    if (key === null) {
      tell(null)
      return
    }
    if (known?.key === key) {
      tell(known.samples)
      return
    }
    told = false
    ask(place, key)
    late = requestAnimationFrame(() => {
      late = null
      if (!told) tell(null)
    })
  }

  const forget = () => {
    asking?.abort()
    if (frame !== null) cancelAnimationFrame(frame)
    if (late !== null) cancelAnimationFrame(late)
    frame = null
    late = null
  }

  return {
    at(next) {
      place = next
      if (next === null) {
        forget()
        known = null
        emit({ type: 'pointer', lonLat: null, samples: null, side: 'B' })
        return
      }
      if (late !== null) cancelAnimationFrame(late)
      late = null
      // What is asked for already tells the newest place: a map that moves in every frame would put it off for ever.
      frame ??= requestAnimationFrame(onFrame)
    },
    dispose: forget,
  }
}
