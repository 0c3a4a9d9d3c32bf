import type { ToolHost } from '../../../renderer/map/tools/hull-tool.ts'
import { liveMeasures } from '../../../renderer/map/tools/live-measures.ts'
import type { MapEvent } from '../../../renderer/map/map-contract.ts'
import type { Pen, ScreenPoint, Side, Tool, ToScreen } from '../../../renderer/map/tools/pen.ts'
import type { LonLat } from '../../../src/domain/polygon.ts'
import { localFrame } from '../../../src/geodesy/ellipsoid.ts'
import { displayOf, sceneOf } from './displays.ts'

export const middle: LonLat = [122.05, 29.95]
const frame = localFrame(middle)

/** A map without a window: one metre a pixel, north up, `middle` at 500, 500. */
export const toScreen: ToScreen = (lonLat) => {
  const [x, y] = frame.toPlane(lonLat)
  return [500 + x, 500 - y]
}

export function penAt([x, y]: ScreenPoint, more: Partial<Pen> = {}): Pen {
  const lonLat = frame.toLonLat([x - 500, 500 - y])
  return {
    lonLat,
    at: [x, y],
    side: 'B',
    pane: null,
    isOverlaid: false,
    shift: false,
    control: false,
    ...more,
  }
}

/** What a tool says and an analyst's hand for it. */
export function createDesk() {
  const events: MapEvent[] = []
  const host: ToolHost = {
    emit: (event) => events.push(event),
    repaint: () => undefined,
    measure: (hull, _side, edge) =>
      liveMeasures(hull, { ...sceneOf(displayOf(null, null)), offNadirDeg: 20 }, edge ?? null),
  }
  const ofType = <T extends MapEvent['type']>(type: T) =>
    events.filter((event): event is Extract<MapEvent, { type: T }> => event.type === type)
  return {
    host,
    events,
    ofType,
    click: (tool: Tool, at: ScreenPoint, side: Side = 'B'): void => {
      const pen = penAt(at, { side })
      tool.move(pen, toScreen)
      const taken = tool.press(pen, toScreen)
      if (taken) tool.release(pen)
      else tool.click(pen, toScreen)
    },
    drag: (tool: Tool, from: ScreenPoint, ...to: ScreenPoint[]): boolean => {
      const taken = tool.press(penAt(from), toScreen)
      for (const at of to) tool.drag(penAt(at))
      tool.release(penAt(to.at(-1) ?? from))
      return taken
    },
  }
}
