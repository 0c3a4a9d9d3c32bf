import { beforeEach, describe, expect, it } from 'vitest'
import { createFirstPixels } from '../../../renderer/state/first-pixels.ts'
import { createProjectStore, setReadiness } from '../../../renderer/state/project-store.ts'
import { createReadoutStore } from '../../../renderer/state/readout-store.ts'
import { createWorkbenchStore } from '../../../renderer/state/workbench-store.ts'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { SceneLook } from '../../../src/contract/scene-look.ts'
import type { ProblemReport } from '../../../src/domain/problem.ts'

const uid = '01890a5d-ac96-774b-bcce-b302099a8057'
const display = {} as SceneDisplay
const look = {} as SceneLook

let stores: Parameters<typeof createFirstPixels>[0]
let isDrawn: boolean
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function begin() {
  isDrawn = false
  void createFirstPixels(stores)().then(() => (isDrawn = true))
  await turn()
}

beforeEach(() => {
  stores = {
    project: createProjectStore(),
    workbench: createWorkbenchStore(),
    readout: createReadoutStore(),
  }
  stores.workbench.setState({ shown: uid })
  setReadiness(stores.project, uid, { state: 'preparing', done: 0, total: 0, what: '' })
})

describe('what can wait until a scene is seen', () => {
  it('waits for its display, its look and its tiles, and begins then', async () => {
    await begin()
    setReadiness(stores.project, uid, { state: 'ready', display })
    stores.workbench.setState({ looks: new Map([[uid, look]]) })
    stores.readout.setState({ tilesPending: 4 })
    stores.readout.setState({ tilesPending: 1 })
    await turn()
    expect(isDrawn).toBe(false)
    stores.readout.setState({ tilesPending: 0 })
    await turn()
    expect(isDrawn).toBe(true)
  })

  it('does not wait for a scene that cannot be shown', async () => {
    await begin()
    setReadiness(stores.project, uid, { state: 'failed', problem: {} as ProblemReport })
    await turn()
    expect(isDrawn).toBe(true)
  })

  it('does not wait for a scene that has left the screen, or where none is on it', async () => {
    await begin()
    stores.workbench.setState({ shown: null })
    await turn()
    expect(isDrawn).toBe(true)
    await begin()
    expect(isDrawn).toBe(true)
  })
})
