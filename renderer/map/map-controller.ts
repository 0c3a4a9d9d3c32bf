import 'ol/ol.css'
import './map.css'
import { asProblem, type Problem } from '../../src/domain/problem.ts'
import type { TilePool } from '../workers/tile-pool.ts'
import { createCamera } from './camera.ts'
import type { Frame } from './canvas-layer.ts'
import { createEditTool } from './edit-tool.ts'
import { drawFootprints } from './footprint-layer.ts'
import { createShapeCache, shapeAt } from './footprint-shapes.ts'
import { createHullTool, type ToolHost } from './hull-tool.ts'
import { liveMeasures } from './live-measures.ts'
import type {
  CompareView,
  FootprintOnMap,
  MapController,
  MapEvent,
  MapTool,
  SceneOnMap,
} from './map-contract.ts'
import { createKeyboardPen } from './keyboard-pen.ts'
import { createPane, type PaneHost } from './pane.ts'
import type { Pen, Side, Tool } from './pen.ts'
import { createOverview } from './overview-inset.ts'
import { createPointerReadout } from './pointer-readout.ts'
import { createRulerTool } from './ruler-tool.ts'
import { createSceneDrawing, type SceneDrawing } from './scene-drawing.ts'
import { createFrameTeller } from './map-frame.ts'
import { createSight } from './map-sight.ts'
import { pixelAt, type XY } from './scene-plane.ts'
import { createSelectTool } from './select-tool.ts'
import { createSwipeDivider } from './swipe-divider.ts'

/** How near to an edge, in CSS pixels, a click picks a footprint. */
const pickReach = 5

/** More footprints than this are not drawn anew on every frame of a pan. */
const mostDrawnAnew = 300

const notPlaced = 'This scene has no place on Earth: nothing can be measured or drawn on it.'

/** A map inside `target`, which it fills. */
export function createMapController(
  target: HTMLElement,
  options: { readonly tiles: TilePool },
): MapController {
  const { tiles } = options
  const listeners = new Set<(event: MapEvent) => void>()
  const drawings: Record<Side, SceneDrawing | null> = { A: null, B: null }
  const failures = new Set<string>()
  const shapes = createShapeCache()
  let compareView: CompareView = 'single'
  let swipe = 0.5
  let footprints: readonly FootprintOnMap[] = []
  let selection: ReadonlySet<string> = new Set()
  let dimmed: ReadonlySet<string> = new Set()
  let hovered: string | null = null
  let toolName: MapTool = 'select'

  const root = document.createElement('div')
  root.className = 'map-root'
  const isCompared = () => drawings.A !== null && drawings.B !== null
  const isSplit = () => compareView === 'side-by-side' && isCompared()
  const isSwiped = () => compareView === 'swipe' && isCompared()

  const emit = (event: MapEvent) => {
    if (event.type === 'hovered') {
      hovered = event.uid
      redrawFootprints()
    }
    for (const listener of listeners) listener(event)
  }

  const host: ToolHost = {
    emit,
    repaint: () => {
      for (const pane of panes()) pane.redrawSketch()
      if (editing.drawnHere() !== lastDrawnHere) {
        lastDrawnHere = editing.drawnHere()
        redrawFootprints()
      }
    },
    measure: (hull, side) => liveMeasures(hull, (drawings[side] ?? drawings.B)?.scene ?? null),
  }
  let lastDrawnHere: string | null = null
  const editing = createEditTool(host)
  const hullTool = createHullTool(host)
  const tools: Record<MapTool, Tool> = {
    select: createSelectTool(host, editing, (pen) => footprintUnder(pen)),
    hull: hullTool,
    ruler: createRulerTool(host),
  }
  const tool = () => tools[toolName]

  const paneHost = (own: Side): PaneHost => ({
    tool,
    sideAt: ([x]) => {
      if (isSplit()) return own
      return isSwiped() && x < swipe * root.clientWidth ? 'A' : 'B'
    },
    only: () => (isSplit() ? own : null),
    drawFootprints: (frame) => drawPane(frame, own),
    holdsFootprints: () => footprints.length > mostDrawnAnew && !isSwiped(),
    penMoved: (pen, xy) => readPointer(pen, xy),
    rendered: () => askFrame(),
    complete: () => {
      drawings.A?.settled()
      drawings.B?.settled()
    },
    resized: () => camera.sized(),
  })
  const [paneA, paneB] = [createPane(paneHost('A')), createPane(paneHost('B'))]
  const panes = () => (isSplit() ? [paneA, paneB] : [paneB])
  const camera = createCamera(() => paneB.size())
  const readout = createPointerReadout(tiles, emit)
  const divider = createSwipeDivider(root, (fraction) => {
    setSwipe(fraction)
    emit({ type: 'swiped', fraction: swipe })
  })
  const keyboardPen = createKeyboardPen(paneB.element, () => paneB.renderNow())
  root.append(paneA.element, paneB.element, divider.element, keyboardPen.element)
  target.append(root)

  const redrawFootprints = () => {
    for (const pane of panes()) pane.redrawFootprints()
  }

  const shapesHere = () => {
    const plane = camera.plane()
    return plane === null ? [] : shapes.shapesOf(footprints, plane)
  }

  const drawPane = (frame: Frame, own: Side) => {
    const all = shapesHere()
    drawFootprints(frame, {
      shapes: isSplit()
        ? all.filter(({ footprint: { side, uid } }) => side === own || selection.has(uid))
        : all,
      selection,
      dimmed,
      hovered,
      drawnElsewhere: editing.drawnHere(),
      divider: isSwiped() ? swipe * frame.width : null,
    })
  }

  const footprintUnder = (pen: Pen): string | null => {
    const xy = pen.lonLat === null ? null : (camera.plane()?.fromLonLat(pen.lonLat) ?? null)
    const seen = camera.sight()
    if (xy === null || seen === null) return null
    const bothSides = !isSplit() && !isSwiped()
    const within = shapesHere().filter(
      ({ footprint: { side, uid } }) => bothSides || side === pen.side || selection.has(uid),
    )
    return shapeAt(within, xy, pickReach * seen.resolution)?.footprint.uid ?? null
  }

  const readPointer = (pen: Pen | null, xy: XY | null) => {
    const plane = camera.plane()
    if (pen === null || xy === null || plane === null) {
      readout.at(null)
      return
    }
    const drawing = drawings[pen.side] ?? drawings.A
    const pixel = drawing === null ? null : pixelAt(drawing.picture, plane, xy)
    readout.at({ lonLat: pen.lonLat, side: pen.side, scene: drawing?.scene ?? null, pixel })
  }

  const leading = () => drawings.B ?? drawings.A
  const overview = createOverview({
    tiles,
    drawing: leading,
    plane: () => camera.plane(),
    corners: () => camera.corners(),
  })
  const frames = createFrameTeller({ camera, drawings, overview, emit })
  const askFrame = () => frames.ask()
  const boxOf = (uid: string) => shapesHere().find(({ footprint }) => footprint.uid === uid)?.box ?? null
  const sight = createSight(camera, overview, () => leading()?.picture ?? null, boxOf)

  const failed = (uid: string, problem: Problem) => {
    const key = `${uid} ${problem.code} ${problem.message}`
    if (failures.has(key)) return
    failures.add(key)
    emit({ type: 'scene-failed', uid, problem })
  }

  const drawingOf = (side: Side, scene: SceneOnMap | null): SceneDrawing | null => {
    const before = drawings[side]
    if (scene === null || before?.take(scene) === true) return scene === null ? null : before
    for (const key of failures) if (key.startsWith(`${scene.uid} `)) failures.delete(key)
    try {
      return createSceneDrawing(scene, side, {
        tiles,
        pendingChanged: askFrame,
        layersChanged: layOut,
        failed,
      })
    } catch (error) {
      failed(scene.uid, asProblem(error, 'scene'))
      return null
    }
  }

  /** Through a scene that is made transparent the other one is seen. */
  const isSeenThrough = () => isCompared() && !isSplit() && (drawings.B?.scene.look.opacity ?? 1) < 1
  let seenThrough = false

  const clipSides = () => {
    const swiped = isSwiped()
    drawings.A?.clip(0, swiped && !seenThrough ? swipe : 1)
    drawings.B?.clip(swiped ? swipe : 0, 1)
  }

  const layOut = () => {
    const [split, swiped] = [isSplit(), isSwiped()]
    seenThrough = isSeenThrough()
    clipSides()
    root.dataset['compare'] = split ? 'side-by-side' : swiped ? 'swipe' : 'single'
    divider.element.hidden = !swiped
    const { A: a, B: b } = drawings
    const layers = (...shown: (SceneDrawing | null)[]) => shown.flatMap((drawing) => drawing?.layers ?? [])
    paneA.show(camera.view(), camera.plane(), split ? layers(a) : [])
    paneB.show(
      camera.view(),
      camera.plane(),
      split ? layers(b) : swiped || seenThrough ? layers(a, b) : layers(b ?? a),
    )
  }

  const chooseEdited = () => {
    const [uid] = selection
    const one = toolName === 'select' && selection.size === 1
    editing.edit(one ? (footprints.find((footprint) => footprint.uid === uid) ?? null) : null)
  }

  const tellHint = () => {
    const placed = camera.plane()?.placed ?? true
    emit({ type: 'tool-step', hint: placed ? tool().hint() : notPlaced, measures: null })
  }

  const setSwipe = (fraction: number) => {
    swipe = Math.min(1, Math.max(0, fraction))
    divider.set(swipe)
    if (!isSwiped()) return
    clipSides()
    redrawFootprints()
  }

  return {
    setScenes(shown, compared) {
      const before = { ...drawings }
      drawings.B = drawingOf('B', shown)
      drawings.A = drawingOf('A', compared)
      overview.draw()
      if (drawings.A === before.A && drawings.B === before.B) {
        if (isSeenThrough() !== seenThrough) layOut()
        return
      }
      const first = leading()
      if (first !== null) camera.follow(first.picture)
      layOut()
      for (const side of ['A', 'B'] as const) if (before[side] !== drawings[side]) before[side]?.dispose()
      tellHint()
      askFrame()
    },
    setCompareView(next) {
      if (next === compareView) return
      compareView = next
      layOut()
    },
    setFootprints(next) {
      if (next === footprints) return
      footprints = next
      hullTool.forgetDrawn()
      chooseEdited()
      redrawFootprints()
    },
    setSelection(next) {
      selection = next
      chooseEdited()
      redrawFootprints()
    },
    setDimmed(next) {
      dimmed = next
      redrawFootprints()
    },
    setTool(next) {
      if (next !== toolName) {
        while (tool().stepBack());
        tool().leave()
        toolName = next
        chooseEdited()
        host.repaint()
      }
      tellHint()
    },
    stepBack: () => tool().stepBack(),
    pan(dxPixels, dyPixels) {
      camera.pan(dxPixels, dyPixels)
      keyboardPen.follow()
    },
    pressAtCentre: () => keyboardPen.press(),
    ...sight,
    setSwipe,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      frames.dispose()
      listeners.clear()
      readout.dispose()
      overview.attach(null)
      paneA.dispose()
      paneB.dispose()
      drawings.A?.dispose()
      drawings.B?.dispose()
      root.remove()
    },
  }
}
