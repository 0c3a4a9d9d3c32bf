import './app/no-eval.ts'
import type { Bridge } from '../src/contract/bridge.ts'
import { createScenePorts } from './app/scene-ports.ts'
import { startWindow } from './app/start.tsx'
import { createHullChips } from './map/scenes/chip-drawing.ts'
import { createMapController } from './map/map-controller.ts'
import { createTilePool } from './workers/tile-pool.ts'

declare global {
  interface Window {
    /** What the preload exposes. */
    readonly roadstead: Bridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new RangeError('the page has no root')
const bridge = globalThis.window.roadstead
const tiles = createTilePool(createScenePorts(bridge))
startWindow(root, bridge, (target) => createMapController(target, { tiles }), createHullChips(tiles))
// After the session's own listener, which takes the events that were held back.
bridge.listen((event) => (event.type === 'core-stopped' ? tiles.renew() : undefined))
