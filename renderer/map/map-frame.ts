import type { Camera } from './camera.ts'
import type { MapEvent } from './map-contract.ts'
import type { Overview } from './overview-inset.ts'
import type { Side } from './pen.ts'
import type { SceneDrawing } from './scene-drawing.ts'

/** Tells once a frame how many tiles are still missing, and what the view shows where that has changed. */
export interface FrameTeller {
  /** Something was drawn or arrived: the next frame is looked at. */
  ask(): void
  dispose(): void
}

export interface FrameHost {
  readonly camera: Camera
  readonly drawings: Readonly<Record<Side, SceneDrawing | null>>
  readonly overview: Overview
  readonly emit: (event: MapEvent) => void
}

export function createFrameTeller({ camera, drawings, overview, emit }: FrameHost): FrameTeller {
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
    const stamp = camera.stamp()
    const seen = camera.sight()
    if (seen === null || stamp === lastStamp) return
    lastStamp = stamp
    for (const drawing of both) {
      if (drawing.picture.plane.key === camera.plane()?.key) drawing.keepOnly(seen.extent, seen.resolution)
    }
    overview.draw()
    const ground = camera.ground()
    if (ground !== null) emit({ type: 'view', ...ground })
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
