import type { Hull } from '../../../src/geodesy/footprint.ts'
import type { Camera } from '../camera.ts'
import type { Frame } from '../canvas-layer.ts'
import { isInWindow, type SideWindows } from '../compare/compare-view.ts'
import { editableHull } from '../tools/edit-tool.ts'
import { drawFootprints } from './footprint-layer.ts'
import { createShapeCache, shapeAt, type Shape } from './footprint-shapes.ts'
import type { FootprintOnMap, ScreenBox } from '../map-contract.ts'
import type { Pen, Side } from '../tools/pen.ts'
import type { Extent } from '../scenes/scene-plane.ts'

/** How near to an edge, in CSS pixels, a click picks a footprint. */
const pickReach = 5

/** More footprints than this are not drawn anew on every frame of a pan. */
const mostDrawnAnew = 300

/** A new hull is laid beside one of at most so many that are in sight. */
const mostNeighbours = 200

/** The footprints of both dates: what of them each pane shows, and which one lies under the pen. */
export interface FootprintView {
  footprints: readonly FootprintOnMap[]
  selection: ReadonlySet<string>
  dimmed: ReadonlySet<string>
  hovered: string | null
  /** What lies over the map, in CSS pixels of the page. */
  covered: readonly ScreenBox[]
  find(uid: string | undefined): FootprintOnMap | null
  draw(frame: Frame, pane: Side): void
  /** Whether the footprints of a pane are too many to be drawn anew on every frame of a pan. */
  canBeHeld(pane: Side): boolean
  under(pen: Pen): string | null
  /** Those that a box on the screen of a pane touches. */
  inBox(box: Extent, pane: Side): readonly string[]
  /** The rectangles of a side that are in sight in a pane. */
  hulls(side: Side, pane: Side): readonly Hull[]
  /** What a footprint covers in the plane of a pane; null for one that is not on the map. */
  boxOf(uid: string, pane: Side): Extent | null
}

export interface FootprintHost {
  cameraOf(pane: Side): Camera
  /** Where in a pane the footprints of each date are seen. */
  windows(pane: Side): SideWindows
  /** Whether two dates are on the map. */
  isCompared(): boolean
  /** A footprint that a tool draws itself. */
  drawnElsewhere(): string | null
}

export function createFootprintView(host: FootprintHost): FootprintView {
  // Two panes may look in two planes.
  const caches = { A: createShapeCache(), B: createShapeCache() }

  const shapesIn = (pane: Side): readonly Shape[] => {
    const plane = host.cameraOf(pane).plane()
    return plane === null ? [] : caches[pane].shapesOf(view.footprints, plane)
  }

  const view: FootprintView = {
    footprints: [],
    selection: new Set(),
    dimmed: new Set(),
    hovered: null,
    covered: [],
    find: (uid) => view.footprints.find((footprint) => footprint.uid === uid) ?? null,
    draw(frame, pane) {
      const windows = host.windows(pane)
      drawFootprints(frame, {
        shapes: shapesIn(pane).filter(
          ({ footprint: { side, uid } }) => windows[side].kind !== 'none' || view.selection.has(uid),
        ),
        selection: view.selection,
        dimmed: view.dimmed,
        hovered: view.hovered,
        drawnElsewhere: host.drawnElsewhere(),
        windows,
        isCompared: host.isCompared(),
        covered: onFrame(frame, view.covered),
      })
    },
    // What is held moves with the ground; a window stays where it is on the screen.
    canBeHeld: (pane) =>
      view.footprints.length > mostDrawnAnew &&
      Object.values(host.windows(pane)).every(({ kind }) => kind === 'all' || kind === 'none'),
    under(pen) {
      const pane = pen.pane ?? 'B'
      const camera = host.cameraOf(pane)
      const xy = pen.lonLat === null ? null : (camera.plane()?.fromLonLat(pen.lonLat) ?? null)
      const seen = camera.sight()
      if (xy === null || seen === null) return null
      const windows = host.windows(pane)
      const within = shapesIn(pane).filter(
        ({ footprint: { side, uid } }) => isInWindow(windows[side], pen.at) || view.selection.has(uid),
      )
      return shapeAt(within, xy, pickReach * seen.resolution)?.footprint.uid ?? null
    },
    inBox([west, south, east, north], pane) {
      const windows = host.windows(pane)
      return shapesIn(pane)
        .filter(
          ({ footprint, corners, box }) =>
            windows[footprint.side].kind !== 'none' &&
            footprint.state === undefined &&
            box[0] <= east &&
            box[2] >= west &&
            box[1] <= north &&
            box[3] >= south &&
            // A long hull's own box reaches far beside it: its middle or a corner has to lie inside.
            [...corners, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const].some(
              ([x, y]) => x >= west && x <= east && y >= south && y <= north,
            ),
        )
        .map(({ footprint }) => footprint.uid)
    },
    hulls(side, pane) {
      const seen = host.cameraOf(pane).sight()
      if (seen === null) return []
      const [west, south, east, north] = seen.extent
      return shapesIn(pane)
        .filter(
          ({ footprint, box }) =>
            footprint.side === side &&
            footprint.state === undefined &&
            box[0] <= east &&
            box[2] >= west &&
            box[1] <= north &&
            box[3] >= south,
        )
        .slice(0, mostNeighbours)
        .map(({ footprint }) => editableHull(footprint))
        .filter((hull) => hull !== null)
    },
    boxOf: (uid, pane) => shapesIn(pane).find(({ footprint }) => footprint.uid === uid)?.box ?? null,
  }
  return view
}

/** Boxes of the page in the pixels of a frame; none for a picture that is held and moves under them. */
function onFrame({ context: { canvas } }: Frame, boxes: readonly ScreenBox[]): readonly ScreenBox[] {
  if (boxes.length === 0 || !canvas.isConnected) return []
  const { left: x, top: y } = canvas.getBoundingClientRect()
  return boxes.map(({ left, right, top, bottom }) => ({
    left: left - x,
    right: right - x,
    top: top - y,
    bottom: bottom - y,
  }))
}
