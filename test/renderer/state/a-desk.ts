import type { KeyPress } from '../../../renderer/state/keys.ts'
import type { Desk } from '../../../renderer/state/desk.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { createProjectStore } from '../../../renderer/state/project-store.ts'
import { createReadoutStore } from '../../../renderer/state/readout-store.ts'
import { createSession } from '../../../renderer/state/session.ts'
import { createWorkbenchStore } from '../../../renderer/state/workbench-store.ts'
import type { Command } from '../../../src/commands/command.ts'
import { api } from '../../../src/contract/api.ts'
import type { Bridge, WireRequest } from '../../../src/contract/bridge.ts'
import { createClient } from '../../../src/contract/client.ts'
import type { Records } from '../../../src/domain/records.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { aScene, aSighting } from './records.ts'

/** A desk over a core that never answers; it keeps what it was asked. */
export function aDesk() {
  const asked: WireRequest[] = []
  const bridge: Bridge = {
    ask: (request) => {
      asked.push(request)
      return new Promise(() => undefined)
    },
    cancel: () => undefined,
    listen: () => () => undefined,
    choose: () => Promise.resolve([]),
    drop: () => Promise.resolve([]),
    scenePort: () => undefined,
    menu: () => undefined,
  }
  const project = createProjectStore()
  const workbench = createWorkbenchStore()
  const readout = createReadoutStore()
  const session = createSession(createClient(api, bridge), bridge, project, workbench, readout)
  const desk: Desk = { project, workbench, readout, session, map: { current: null } }
  return {
    desk,
    asked,
    /** What was sent to be saved. The next edit is sent when the one before is answered, which is never. */
    edits: () =>
      asked
        .filter(({ method }) => method === 'edit.step')
        .map(({ input }) => (input as { request: Command }).request),
    /** Opens a project of two scenes and these sightings, two unless told. */
    open: (
      sightings: readonly Sighting[] = [aSighting(100), aSighting(101)],
      more: Partial<Records> & { readOnly?: boolean } = {},
    ) => {
      const { readOnly = false, ...records } = more
      project.setState({
        project: { name: 'yard.gpkg', folder: '/yards', readOnly },
        index: buildIndex({
          scenes: [aScene(1), aScene(2, { acquired_at: '2024-01-01T00:00:00.000Z' })],
          sightings: [...sightings],
          absences: [],
          vessels: [],
          places: [],
          ...records,
        }),
      })
    },
  }
}

/** A key as it is pressed on a US keyboard. */
export function keyPress(
  key: string,
  code = `Key${key.toUpperCase()}`,
  modifiers: Partial<KeyPress> = {},
): KeyPress {
  return { key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers }
}
