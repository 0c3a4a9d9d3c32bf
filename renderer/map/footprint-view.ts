import type { Camera } from './camera.ts'
import type { Frame } from './canvas-layer.ts'
import { drawFootprints } from './footprint-layer.ts'
import { createShapeCache, shapeAt, type Shape } from './footprint-shapes.ts'
import type { FootprintOnMap } from './map-contract.ts'
import type { Pen, Side } from './pen.ts'
import type { Extent } from './scene-plane.ts'

/** How near to an edge, in CSS pixels, a click picks a footprint. */
const pickReach = 5

/** More footprints than this are not drawn anew on every frame of a pan. */
const mostDrawnAnew = 300

/** The footprints of both dates: what of them each pane shows, and which one lies under the pen. */
export interface FootprintView {
  footprints: readonly FootprintOnMap[]
  selection: ReadonlySet<string>
  dimmed: ReadonlySet<string>
  hovered: string | null
  find(uid: string | undefined): FootprintOnMap | null
  draw(frame: Frame, pane: Side): void
  isMany(): boolean
  under(pen: Pen): string | null
  /** What a footprint covers in the plane of the view; null for one that is not on the map. */
  boxOf(uid: string): Extent | null
}

export interface FootprintHost {
  readonly camera: Camera
  /** Whether each pane shows its own date only. */
  isSplit(): boolean
  /** Where a divider stands, 0 to 1 from left to right; null without one. */
  divider(): number | null
  /** A footprint that a tool draws itself. */
  drawnElsewhere(): string | null
}

export function createFootprintView(host: FootprintHost): FootprintView {
  const shapes = createShapeCache()

  const shapesHere = (): readonly Shape[] => {
    const plane = host.camera.plane()
    return plane === null ? [] : shapes.shapesOf(view.footprints, plane)
  }
  const isOn = (side: Side, { footprint }: Shape) =>
    footprint.side === side || view.selection.has(footprint.uid)

  const view: FootprintView = {
    footprints: [],
    selection: new Set(),
    dimmed: new Set(),
    hovered: null,
    find: (uid) => view.footprints.find((footprint) => footprint.uid === uid) ?? null,
    draw(frame, pane) {
      const all = shapesHere()
      const divider = host.divider()
      drawFootprints(frame, {
        shapes: host.isSplit() ? all.filter((shape) => isOn(pane, shape)) : all,
        selection: view.selection,
        dimmed: view.dimmed,
        hovered: view.hovered,
        drawnElsewhere: host.drawnElsewhere(),
        divider: divider === null ? null : divider * frame.width,
      })
    },
    isMany: () => view.footprints.length > mostDrawnAnew,
    under(pen) {
      const { camera } = host
      const xy = pen.lonLat === null ? null : (camera.plane()?.fromLonLat(pen.lonLat) ?? null)
      const seen = camera.sight()
      if (xy === null || seen === null) return null
      const bothSides = !host.isSplit() && host.divider() === null
      const within = shapesHere().filter((shape) => bothSides || isOn(pen.side, shape))
      return shapeAt(within, xy, pickReach * seen.resolution)?.footprint.uid ?? null
    },
    boxOf: (uid) => shapesHere().find(({ footprint }) => footprint.uid === uid)?.box ?? null,
  }
  return view
}
