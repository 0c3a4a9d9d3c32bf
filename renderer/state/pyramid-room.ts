import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import { setReadiness, type ProjectStore } from './project-store.ts'
import type { SceneWork } from './scene-work.ts'
import { trying } from './trying.ts'
import { openDialog, type WorkbenchStore } from './workbench-store.ts'

/** The room that display pyramids take, and getting it back. Problems go to the screen. */
export interface PyramidRoom {
  /** Counts them and opens the dialog that shows it. */
  show(): Promise<void>
  /** Removes them all; scenes on the screen go on from their own files, and theirs are made anew. */
  clean(): Promise<void>
}

const subject = 'The display pyramids'

export function createPyramidRoom(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
  scenes: Pick<SceneWork, 'prepareAgain'>,
): PyramidRoom {
  return {
    show: async () => {
      await trying(workbench, subject, async () => {
        workbench.setState({ pyramidRoom: await client['pyramids.usage'](undefined) })
        openDialog(workbench, 'pyramids')
      })
    },
    clean: async () => {
      await trying(workbench, subject, async () => {
        const pyramidRoom = await client['pyramids.clean'](undefined)
        const { shown, compared } = workbench.getState()
        for (const [uid, readiness] of project.getState().readiness) {
          if (readiness.state !== 'ready' || readiness.display.readFrom !== 'pyramid') continue
          if (uid === shown || uid === compared) scenes.prepareAgain(uid)
          else setReadiness(project, uid, null)
        }
        workbench.setState({ pyramidRoom })
      })
    },
  }
}
