import { describe, expect, it } from 'vitest'
import { actionForKey, actionOf, actions, menuItems, reasonAgainst } from '../../../renderer/state/actions.ts'
import type { Desk } from '../../../renderer/state/desk.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { createProjectStore } from '../../../renderer/state/project-store.ts'
import { createReadoutStore } from '../../../renderer/state/readout-store.ts'
import { createSession } from '../../../renderer/state/session.ts'
import { createWorkbenchStore } from '../../../renderer/state/workbench-store.ts'
import { api } from '../../../src/contract/api.ts'
import { MenuItem, type Bridge } from '../../../src/contract/bridge.ts'
import { createClient } from '../../../src/contract/client.ts'
import type { WireRequest } from '../../../src/contract/bridge.ts'
import { aScene, aSighting, uidOf } from './records.ts'

/** A desk over a core that never answers; it keeps what it was asked. */
function aDesk() {
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
  const session = createSession(createClient(api, bridge), bridge, project, workbench)
  const desk: Desk = { project, workbench, readout: createReadoutStore(), session, map: { current: null } }
  const open = (readOnly = false) =>
    project.setState({
      project: { name: 'yard.gpkg', folder: '/yards', readOnly },
      index: buildIndex({
        scenes: [aScene(1), aScene(2, { acquired_at: '2024-01-01T00:00:00.000Z' })],
        sightings: [aSighting(100), aSighting(101)],
        absences: [],
        vessels: [],
        places: [],
      }),
    })
  return { desk, asked, open }
}

const key = (text: string, code = `Key${text.toUpperCase()}`) => ({
  key: text,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
})

describe('the registry of actions', () => {
  it('gives each action an id and each combination of keys one meaning', () => {
    const ids = actions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const keys = actions.flatMap((action) => action.keys)
    expect(keys.filter((each, i) => keys.indexOf(each) !== i)).toEqual([])
  })

  it('says of every action that cannot run why not, in a sentence', () => {
    const { desk, open } = aDesk()
    const sentences = () => actions.map((action) => reasonAgainst(action, desk)).filter((why) => why !== null)
    const before = sentences()
    open(true)
    for (const why of [...before, ...sentences()]) expect(why).toMatch(/^[A-Z0-9].+\.$/)
    expect(before.length).toBeGreaterThan(20)
  })

  it('offers only new, open and help while no project is open', () => {
    const { desk } = aDesk()
    const possible = actions.filter((action) => reasonAgainst(action, desk) === null).map(({ id }) => id)
    expect(possible).toEqual(['project.new', 'project.open', 'palette', 'keys', 'diagnostics', 'analyst'])
  })

  it('lets nothing be changed in a project that is open for reading only', () => {
    const { desk, open } = aDesk()
    open(true)
    desk.workbench.setState({ selection: new Set([uidOf(100)]), shown: uidOf(1) })
    for (const id of ['scene.add', 'sighting.remove', 'label.class.fishing', 'edit.undo', 'exchange.import'])
      expect(reasonAgainst(actionOf(id), desk)).toBe('This project is open for reading only.')
  })

  it('turns a key into one command for all that is selected', () => {
    const { desk, asked, open } = aDesk()
    open()
    expect(actionForKey(key('3', 'Digit3'), false, desk)).toBeNull()
    desk.workbench.setState({ selection: new Set([uidOf(100), uidOf(101)]) })
    actionForKey(key('3', 'Digit3'), false, desk)?.run(desk)
    const edits = asked.filter(({ method }) => method === 'edit.apply')
    expect(edits.map(({ method, input }) => [method, input])).toEqual([
      [
        'edit.apply',
        {
          kind: 'sighting.revise',
          uids: [uidOf(100), uidOf(101)],
          patch: { class: 'cargo.container' },
        },
      ],
    ])
  })

  it('steps through the dates of side B and stops at the ends', () => {
    const { desk, open } = aDesk()
    open()
    desk.workbench.setState({ shown: uidOf(1) })
    expect(actionForKey(key('.', 'Period'), false, desk)).toBeNull()
    actionForKey(key(',', 'Comma'), false, desk)?.run(desk)
    expect(desk.workbench.getState().shown).toBe(uidOf(2))
  })

  it('names in the menu what undo would take back', () => {
    const { desk, open } = aDesk()
    open()
    desk.project.setState({ history: { undo: 'Draw hull', redo: null } })
    const items = menuItems(desk)
    expect(items.find(({ id }) => id === 'edit.undo')).toEqual({
      id: 'edit.undo',
      label: 'Undo Draw hull',
      menu: 'Edit',
      accelerator: 'CmdOrCtrl+Z',
      enabled: true,
    })
    expect([...new Set(items.map(({ menu }) => menu))]).toEqual([
      'File',
      'Edit',
      'View',
      'Scene',
      'Sighting',
      'Help',
    ])
    for (const item of items) expect(MenuItem.safeParse(item).success).toBe(true)
  })
})
