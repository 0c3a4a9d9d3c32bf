import type { Camera } from './camera.ts'
import type { MapEvent } from './map-contract.ts'
import type { Overview } from './overview-inset.ts'
import type { Side } from './tools/pen.ts'
import type { SceneDrawing } from './scenes/scene-drawing.ts'

/** Tells once a frame how many tiles are still missing, and what the view shows where that has changed. */
export interface FrameTeller {
  /** Something was drawn or arrived: the next frame is looked at. */
  ask(): void
  dispose(): void
}

export interface FrameHost {
  cameraOf(side: Side): Camera
  /** The pane whose view is told. */
  active(): Side
  readonly drawings: Readonly<Record<Side, SceneDrawing | null>>
  readonly overview: Overview
  readonly emit: (event: MapEvent) => void
}

export function createFrameTeller(host: FrameHost): FrameTeller {
  const { drawings, overview, emit } = host
  let isAsked = false
  let isDisposed = false
  let lastStamp = ''
  let lastPending = 0

  const tell = () => {
    const both = [drawings.A, drawings.B].filter((drawing) => drawing !== null)
    const pending = both.reduce((sum, drawing) => sum + drawing.pending(), 0)
    if (pending !== lastPending) {
      lastPending = pending
      emit({ type: 'loading', tilesPending: pending })
    }
    const side = host.active()
    const stamp = `${side} ${host.cameraOf('A').stamp()} ${host.cameraOf('B').stamp()}`
    if (host.cameraOf(side).sight() === null || stamp === lastStamp) return
    lastStamp = stamp
    for (const each of ['A', 'B'] as const) {
      const [drawing, seen] = [drawings[each], host.cameraOf(each).sight()]
      const isInPlane = drawing?.picture.plane.key === host.cameraOf(each).plane()?.key
      if (drawing !== null && seen !== null && isInPlane) drawing.keepOnly(seen.extent, seen.resolution)
    }
    overview.draw()
    const camera = host.cameraOf(side)
    emit({ type: 'view', side, ground: camera.ground(), rotationDeg: camera.rotationDeg() })
  }

  return {
    ask() {
      if (isAsked || isDisposed) return
      isAsked = true
      requestAnimationFrame(() => {
        isAsked = false
        if (!isDisposed) tell()
      })
    },
    dispose() {
      isDisposed = true
    },
  }
}
