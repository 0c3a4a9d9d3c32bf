import { createRoot } from 'react-dom/client'
import { api } from '../../src/contract/api.ts'
import type { Bridge } from '../../src/contract/bridge.ts'
import { createClient } from '../../src/contract/client.ts'
import type { HullChips } from '../map/scenes/chip-drawing.ts'
import type { MapController } from '../map/map-contract.ts'
import { runAction } from '../state/actions.ts'
import { keepComparison } from '../state/compare-memory.ts'
import { copyPlainly } from '../state/copy-text.ts'
import type { Desk } from '../state/desk.ts'
import { createProjectStore } from '../state/project-store.ts'
import { keepPreferences } from '../state/preferences.ts'
import { createReadoutStore } from '../state/readout-store.ts'
import { createSession } from '../state/session.ts'
import { keepUnsaved } from '../state/unsaved.ts'
import { createWorkbenchStore } from '../state/workbench-store.ts'
import { App } from './App.tsx'
import { WindowContext } from './desk-context.ts'
import { keepMenu, listenToKeys } from './keyboard-and-menu.ts'
import { saveBeforeLeaving } from './leaving.ts'
import '../ui/theme.css'
import '../ui/controls.css'
import '../ui/fields.css'
import '../ui/popups.css'
import '../panels/panels.css'
import '../panels/scenes/scenes.css'
import '../panels/inspector/inspector.css'
import '../panels/tables.css'
import '../panels/rescue/rescue.css'
import '../panels/diagnostics/diagnostics.css'
import '../panels/carry-forward/carry-forward.css'
import '../panels/places/places.css'
import '../panels/keys/keys.css'
import './app.css'
import './start.css'
import './palette.css'
import './map-area.css'
import './label-strip.css'
import './map-guides.css'
import './compare.css'
import '../panels/filmstrip/filmstrip.css'
import '../panels/display/display.css'
import '../panels/bookmarks/bookmarks.css'
import '../panels/align/align.css'
import '../panels/changes/changes.css'

/** Puts the window together over a bridge and begins. Returns the desk. */
export function startWindow(
  root: HTMLElement,
  bridge: Bridge,
  createMap: (target: HTMLElement) => MapController,
  chips: HullChips,
): Desk {
  const project = createProjectStore()
  const workbench = createWorkbenchStore()
  keepPreferences(workbench, localStorage)
  const readout = createReadoutStore()
  const session = createSession(createClient(api, bridge), bridge, project, workbench, readout)
  const desk: Desk = { project, workbench, readout, session, map: { current: null } }
  keepComparison(desk, localStorage)
  keepUnsaved(desk, sessionStorage)
  session.start((id) => runAction(id, desk))
  listenToKeys(desk)
  keepMenu(desk, bridge)
  saveBeforeLeaving(desk, window)
  copyPlainly()
  createRoot(root).render(
    <WindowContext value={{ desk, createMap, chips }}>
      <App />
    </WindowContext>,
  )
  return desk
}
