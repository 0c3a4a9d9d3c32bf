import { describe, expect, it } from 'vitest'
import { keepComparison } from '../../../renderer/state/compare-memory.ts'
import type { Desk } from '../../../renderer/state/desk.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { closeProject, createProjectStore } from '../../../renderer/state/project-store.ts'
import { createReadoutStore } from '../../../renderer/state/readout-store.ts'
import { createSession } from '../../../renderer/state/session.ts'
import { createWorkbenchStore, forgetProject } from '../../../renderer/state/workbench-store.ts'
import { api } from '../../../src/contract/api.ts'
import type { Bridge } from '../../../src/contract/bridge.ts'
import { createClient } from '../../../src/contract/client.ts'
import { aScene, uidOf } from './records.ts'

/** What a browser keeps between two windows. */
function aStorage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

/** A window over a core that never answers, with its storage. */
function aWindow(storage: ReturnType<typeof aStorage>) {
  const bridge: Bridge = {
    ask: () => new Promise(() => undefined),
    cancel: () => undefined,
    listen: () => () => undefined,
    choose: () => Promise.resolve([]),
    drop: () => Promise.resolve([]),
    scenePort: () => undefined,
    menu: () => undefined,
  }
  const project = createProjectStore()
  const workbench = createWorkbenchStore()
  const session = createSession(createClient(api, bridge), bridge, project, workbench, createReadoutStore())
  const desk: Desk = { project, workbench, readout: createReadoutStore(), session, map: { current: null } }
  keepComparison(desk, storage)
  /** As a session opens a project: the newest scene is shown first. */
  const open = async (name: string, scenes: readonly number[] = [1, 2, 3]) => {
    closeProject(project)
    project.setState({
      project: { name, folder: '/yards', readOnly: false },
      index: buildIndex({
        scenes: scenes.map((number) => aScene(number)),
        sightings: [],
        absences: [],
        vessels: [],
        places: [],
      }),
    })
    forgetProject(workbench)
    session.scenes.show(uidOf(scenes[0] ?? 1))
    await Promise.resolve()
  }
  return { workbench, session, open }
}

describe('a project that is opened again', () => {
  it('shows the two dates in the view and with the settings that it was left in', async () => {
    const storage = aStorage()
    const first = aWindow(storage)
    await first.open('yard.gpkg')
    first.session.scenes.show(uidOf(3))
    first.session.scenes.compareWith(uidOf(2))
    first.workbench.setState(({ compare }) => ({ view: 'blend', compare: { ...compare, blend: 0.3 } }))

    const second = aWindow(storage)
    await second.open('yard.gpkg')
    const { shown, compared, view, compare } = second.workbench.getState()
    expect([shown, compared, view, compare.blend]).toEqual([uidOf(3), uidOf(2), 'blend', 0.3])
  })

  it('knows nothing of another project, and nothing of scenes that are gone', async () => {
    const storage = aStorage()
    const first = aWindow(storage)
    await first.open('yard.gpkg')
    first.session.scenes.show(uidOf(3))
    first.session.scenes.compareWith(uidOf(2))
    first.workbench.setState({ view: 'swipe' })

    const second = aWindow(storage)
    await second.open('other.gpkg')
    expect(second.workbench.getState().shown).toBe(uidOf(1))
    expect(second.workbench.getState().view).toBe('single')
    await second.open('yard.gpkg', [1, 3])
    expect(second.workbench.getState().shown).toBe(uidOf(3))
    expect(second.workbench.getState().compared).toBeNull()
    expect(second.workbench.getState().view).toBe('single')
  })

  it('opens as usual where what is remembered cannot be read', async () => {
    const storage = aStorage()
    for (const damaged of ['{', '{"/yards/yard.gpkg": {"view": "upside down"}}']) {
      storage.kept.set('roadstead.comparisons', damaged)
      const window = aWindow(storage)
      await window.open('yard.gpkg')
      expect(window.workbench.getState().shown).toBe(uidOf(1))
    }
  })
})
