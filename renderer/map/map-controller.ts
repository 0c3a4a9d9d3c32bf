import 'ol/ol.css'
import './map.css'
import type { TilePool } from '../workers/tile-pool.ts'
import { createAlignTools } from './tools/align-tool.ts'
import { createCamera } from './camera.ts'
import { createCompareLayout } from './compare/compare-layout.ts'
import { createEditTool } from './tools/edit-tool.ts'
import { createFootprintView } from './footprints/footprint-view.ts'
import { createHullFinder } from './tools/hull-finder.ts'
import { createHullTool } from './tools/hull-tool.ts'
import { createKeyboardPen } from './tools/keyboard-pen.ts'
import { liveMeasures } from './tools/live-measures.ts'
import type { MapController, MapEvent, MapTool } from './map-contract.ts'
import { createFrameTeller } from './map-frame.ts'
import { createSight } from './map-sight.ts'
import { createOverview } from './overview-inset.ts'
import { createOutlineTool } from './tools/outline-tool.ts'
import { createPlaceTool } from './tools/place-tool.ts'
import { createPane, type PaneHost } from './pane.ts'
import { createPenFollowers } from './pen-followers.ts'
import type { Pen, ScreenPoint, Side, Tool } from './tools/pen.ts'
import { createRulerTool } from './tools/ruler-tool.ts'
import { drawChip } from './scenes/scene-chip.ts'
import { createSelectTool } from './tools/select-tool.ts'
import { createShownScenes } from './scenes/shown-scenes.ts'
import { createSnapTool, type SnapHost } from './tools/snap-tool.ts'

const notPlaced = 'This scene has no place on Earth: nothing can be measured or drawn on it.'

/** A map inside `target`, which it fills. */
export function createMapController(
  target: HTMLElement,
  options: { readonly tiles: TilePool },
): MapController {
  const { tiles } = options
  const listeners = new Set<(event: MapEvent) => void>()
  let toolName: MapTool = 'select'

  const emit = (event: MapEvent) => {
    if (event.type === 'hovered') {
      footprints.hovered = event.uid
      redrawFootprints()
    }
    if (event.type === 'tool-step') layout.hold(event.measures !== null)
    for (const listener of listeners) listener(event)
    if (event.type === 'tool-step') tellDrawing()
  }
  let toldDrawing = false
  const isDrawing = () => tool().isDrawing?.() === true
  const tellDrawing = () => {
    if (isDrawing() === toldDrawing) return
    toldDrawing = !toldDrawing
    emit({ type: 'drawing', isDrawing: toldDrawing })
  }

  const host: SnapHost = {
    emit,
    repaint: () => {
      for (const pane of layout.panes()) pane.redrawSketch()
      if (editing.drawnHere() !== lastDrawnHere) {
        lastDrawnHere = editing.drawnHere()
        redrawFootprints()
      }
    },
    measure: (hull, side, edge) => liveMeasures(hull, drawingOn(side)?.scene ?? null, edge ?? null),
    gsdM: (side) => drawingOn(side)?.scene.display.gsdM ?? null,
    neighbours: (side) => footprints.hulls(side, layout.isSplit() ? side : 'B'),
    findHull: (pen, signal) => finder.find(pen, signal),
    sceneUid: (side) => drawingOn(side)?.scene.uid ?? null,
  }
  let lastDrawnHere: string | null = null
  const editing = createEditTool(host)
  const hullTool = createHullTool(host)
  const snapTool = createSnapTool(host)
  const align = createAlignTools(host)
  const tools: Record<MapTool, Tool> = {
    select: createSelectTool(
      host,
      editing,
      (pen) => footprints.under(pen),
      (from, to, pen) => inBox(from, to, pen),
    ),
    hull: hullTool,
    snap: snapTool,
    polygon: createOutlineTool(host, 'hull'),
    ruler: createRulerTool(host),
    align: align.tool,
    'align-area': align.areaTool,
    area: createOutlineTool(host, 'area'),
    place: createPlaceTool(host),
  }
  const tool = () => tools[toolName]

  const scenes = createShownScenes({
    tiles,
    emit,
    pendingChanged: () => frames.ask(),
    layersChanged: () => layout.layOut(),
  })
  const { drawings } = scenes
  /** What lies under a pen of this side: where only one scene is drawn, that one. */
  const drawingOn = (side: Side) => drawings[side] ?? scenes.leading()
  const finder = createHullFinder(tiles, (pen) => drawingOn(pen.side))

  const paneHost = (own: Side): PaneHost => ({
    tool,
    sideAt: (at) => layout.sideAt(at, own),
    only: () => (layout.isSplit() ? own : null),
    isOverlaid: () => layout.isOverlaid(),
    drawFootprints: (frame) => footprints.draw(frame, own),
    holdsFootprints: () => footprints.canBeHeld(own),
    penMoved(pen, xy) {
      if (pen !== null) panes[own === 'A' ? 'B' : 'A'].penElsewhere()
      followers.penMoved(own, pen, xy)
    },
    rendered: () => frames.ask(),
    complete: () => {
      drawings.A?.settled()
      drawings.B?.settled()
      overview.settled()
    },
    resized: () => layout.cameraOf(own).sized(),
  })
  const panes = { A: createPane(paneHost('A')), B: createPane(paneHost('B')) }
  const camera = createCamera(() => panes.B.size())
  const redrawFootprints = () => {
    for (const pane of layout.panes()) pane.redrawFootprints()
  }
  const layout = createCompareLayout({
    camera,
    drawings,
    panes,
    emit,
    redrawFootprints,
  })
  const footprints = createFootprintView({
    cameraOf: (pane) => layout.cameraOf(pane),
    windows: (pane) => layout.windows(pane),
    isCompared: () => layout.isCompared(),
    drawnElsewhere: () => editing.drawnHere(),
  })
  const keyboardPen = createKeyboardPen(
    [panes.A, panes.B],
    () => panes[layout.penPane()],
    (isShown) => emit({ type: 'keyboard-pen', isShown }),
  )
  const followers = createPenFollowers({
    tiles,
    emit,
    layout,
    panes,
    drawings,
    isDrawing,
  })
  layout.root.append(keyboardPen.element)
  target.append(layout.root)

  const inBox = (from: ScreenPoint, to: ScreenPoint, pen: Pen): readonly string[] => {
    const pane = panes[pen.pane ?? 'B']
    const points = [from, to, [from[0], to[1]] as const, [to[0], from[1]] as const].map((at) =>
      pane.toPlane(at),
    )
    const found = points.filter((point) => point !== null)
    const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)]
    if (found.length < 4) return []
    return footprints.inBox(
      [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
      pen.pane ?? 'B',
    )
  }

  const overview = createOverview({
    tiles,
    drawing: () => scenes.leading(),
    plane: () => camera.plane(),
    corners: () => camera.corners(),
  })
  const activeCamera = () => layout.cameraOf(layout.active())
  const frames = createFrameTeller({
    cameraOf: (pane) => layout.cameraOf(pane),
    active: () => layout.active(),
    drawings,
    overview,
    emit,
  })
  const sight = createSight({
    camera: activeCamera,
    picture: () => (drawings[layout.active()] ?? scenes.leading())?.picture ?? null,
    shown: { camera, picture: () => scenes.leading()?.picture ?? null },
    overview,
    boxOf: (uid) => footprints.boxOf(uid, layout.active()),
  })

  const chooseEdited = () => {
    const [uid] = footprints.selection
    const one = toolName === 'select' && footprints.selection.size === 1
    editing.edit(one ? footprints.find(uid) : null)
  }

  const tellHint = () => {
    const placed = camera.plane()?.placed ?? true
    const measures = tool().measures?.() ?? null
    emit({ type: 'tool-step', hint: placed ? tool().hint() : notPlaced, measures })
  }

  return {
    setScenes(shown, compared) {
      const isOther = scenes.set({ A: compared, B: shown }, () => {
        layout.follow()
        layout.layOut()
      })
      overview.draw()
      if (!isOther) {
        layout.layOut()
        return
      }
      snapTool.scenesChanged()
      for (const pane of layout.panes()) pane.penStays()
      tellHint()
      frames.ask()
    },
    setCompare(view, settings) {
      layout.set(view, settings)
      keyboardPen.relaid()
      frames.ask()
    },
    setFootprints(next) {
      if (next === footprints.footprints) return
      footprints.footprints = next
      hullTool.forgetDrawn()
      chooseEdited()
      redrawFootprints()
    },
    setSelection(next) {
      footprints.selection = next
      chooseEdited()
      redrawFootprints()
    },
    setDimmed(next) {
      footprints.dimmed = next
      redrawFootprints()
    },
    setCovered(next) {
      footprints.covered = next
      followers.setCovered(next)
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
    setAlignMarks(marks) {
      align.setMarks(marks)
      tellHint()
      host.repaint()
    },
    stepBack: () => tool().stepBack(),
    pan(dxPixels, dyPixels) {
      activeCamera().pan(dxPixels, dyPixels)
      keyboardPen.follow()
    },
    pressAtCentre: () => keyboardPen.press(),
    penAcross() {
      if (keyboardPen.holds()) return
      layout.takePen(layout.penPane() === 'A' ? 'B' : 'A')
      keyboardPen.stand()
    },
    accept: () => tool().accept?.() === true,
    isHolding: () => keyboardPen.holds(),
    setBeamPreset(preset) {
      hullTool.setPreset(preset)
      if (toolName === 'hull') tellHint()
    },
    setMagnifier: (on) => followers.setMagnifier(on),
    ...sight,
    refit: (hull, signal) => finder.refit(drawings.B, hull, signal),
    drawChip: (...asked) => drawChip(tiles, ...asked),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      frames.dispose()
      listeners.clear()
      followers.dispose()
      overview.attach(null)
      panes.A.dispose()
      panes.B.dispose()
      scenes.dispose()
      layout.dispose()
    },
  }
}
