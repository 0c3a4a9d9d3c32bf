import 'ol/ol.css'
import './map.css'
import type { TilePool } from '../workers/tile-pool.ts'
import { createAlignTools } from './align-tool.ts'
import { createCamera } from './camera.ts'
import { createCompareLayout } from './compare-layout.ts'
import { createEditTool } from './edit-tool.ts'
import { createFootprintView } from './footprint-view.ts'
import { createHullTool, type ToolHost } from './hull-tool.ts'
import { createKeyboardPen } from './keyboard-pen.ts'
import { liveMeasures } from './live-measures.ts'
import type { MapController, MapEvent, MapTool } from './map-contract.ts'
import { createFrameTeller } from './map-frame.ts'
import { createSight } from './map-sight.ts'
import { createOverview } from './overview-inset.ts'
import { createPane, type PaneHost } from './pane.ts'
import type { Pen, Side, Tool } from './pen.ts'
import { createPointerReadout } from './pointer-readout.ts'
import { createRulerTool } from './ruler-tool.ts'
import { pixelAt, type XY } from './scene-plane.ts'
import { createSelectTool } from './select-tool.ts'
import { createShownScenes } from './shown-scenes.ts'

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
    for (const listener of listeners) listener(event)
  }

  const host: ToolHost = {
    emit,
    repaint: () => {
      for (const pane of layout.panes()) pane.redrawSketch()
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
  const align = createAlignTools(host)
  const tools: Record<MapTool, Tool> = {
    select: createSelectTool(host, editing, (pen) => footprints.under(pen)),
    hull: hullTool,
    ruler: createRulerTool(host),
    align: align.tool,
    'align-area': align.areaTool,
  }
  const tool = () => tools[toolName]

  const scenes = createShownScenes({
    tiles,
    emit,
    pendingChanged: () => frames.ask(),
    layersChanged: () => layout.layOut(),
  })
  const { drawings } = scenes

  const paneHost = (own: Side): PaneHost => ({
    tool,
    sideAt: (at) => layout.sideAt(at, own),
    only: () => (layout.isSplit() ? own : null),
    drawFootprints: (frame) => footprints.draw(frame, own),
    holdsFootprints: () => footprints.isMany() && layout.divider() === null,
    penMoved: (pen, xy) => readPointer(pen, xy),
    rendered: () => frames.ask(),
    complete: () => {
      drawings.A?.settled()
      drawings.B?.settled()
    },
    resized: () => camera.sized(),
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
    swiped: (fraction) => emit({ type: 'swiped', fraction }),
    redrawFootprints,
  })
  const footprints = createFootprintView({
    camera,
    isSplit: () => layout.isSplit(),
    divider: () => layout.divider(),
    drawnElsewhere: () => editing.drawnHere(),
  })
  const readout = createPointerReadout(tiles, emit)
  const keyboardPen = createKeyboardPen(panes.B.element, () => panes.B.renderNow())
  layout.root.append(keyboardPen.element)
  target.append(layout.root)

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

  const overview = createOverview({
    tiles,
    drawing: () => scenes.leading(),
    plane: () => camera.plane(),
    corners: () => camera.corners(),
  })
  const frames = createFrameTeller({ camera, drawings, overview, emit })
  const sight = createSight(
    camera,
    overview,
    () => scenes.leading()?.picture ?? null,
    (uid) => footprints.boxOf(uid),
  )

  const chooseEdited = () => {
    const [uid] = footprints.selection
    const one = toolName === 'select' && footprints.selection.size === 1
    editing.edit(one ? footprints.find(uid) : null)
  }

  const tellHint = () => {
    const placed = camera.plane()?.placed ?? true
    emit({ type: 'tool-step', hint: placed ? tool().hint() : notPlaced, measures: null })
  }

  return {
    setScenes(shown, compared) {
      const isOther = scenes.set({ A: compared, B: shown }, () => {
        const first = scenes.leading()
        if (first !== null) camera.follow(first.picture)
        layout.layOut()
      })
      overview.draw()
      if (!isOther) {
        layout.layOutLooks()
        return
      }
      tellHint()
      frames.ask()
    },
    setCompareView: (view) => layout.setView(view),
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
      camera.pan(dxPixels, dyPixels)
      keyboardPen.follow()
    },
    pressAtCentre: () => keyboardPen.press(),
    ...sight,
    setSwipe: (fraction) => layout.setSwipe(fraction),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      frames.dispose()
      listeners.clear()
      readout.dispose()
      overview.attach(null)
      panes.A.dispose()
      panes.B.dispose()
      scenes.dispose()
      layout.root.remove()
    },
  }
}
