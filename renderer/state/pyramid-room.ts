import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { setReadiness, type ProjectStore } from './project-store.ts'
import type { SceneWork } from './scene-work.ts'
import { trying } from './trying.ts'
import { notify, openDialog, type WorkbenchStore } from './workbench-store.ts'

/** The room that display pyramids take, and getting it back. Problems go to the screen. */
export interface PyramidRoom {
  /** Counts them and opens the dialog that shows it. */
  show(): Promise<void>
  /** Removes them all; scenes on the screen go on from their own files, and theirs are made anew. */
  clean(): Promise<void>
  /**
   * Has a scene's pyramid made anew of which a level cannot be read. False where that would not help: the level is the
   * scene's own file, or a new pyramid went the same way.
   */
  mend(scene: Uid, level: number): Promise<boolean>
}

/** A disk that spoils what is written to it is not written to for ever. */
const mostMends = 2

const subject = 'The display pyramids'

export function createPyramidRoom(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
  scenes: Pick<SceneWork, 'prepareAgain'>,
): PyramidRoom {
  const mending = new Map<Uid, { count: number; running: Promise<boolean> | null }>()

  async function mendOnce(uid: Uid, level: number): Promise<boolean> {
    // Where it cannot be removed the scene says itself what cannot be read.
    const { dropped } = await client['pyramids.drop']({ uid, level }).catch(() => ({ dropped: false }))
    if (!dropped) return false
    notify(workbench, 'done', {
      subject: project.getState().index.scenes.get(uid)?.name ?? 'The scene',
      what: 'Its display pyramid was damaged.',
      do: 'It is made anew; nothing is lost.',
    })
    scenes.prepareAgain(uid)
    return true
  }

  return {
    async mend(uid, level) {
      const known = mending.get(uid) ?? { count: 0, running: null }
      mending.set(uid, known)
      if (known.running === null) {
        if (known.count >= mostMends) return false
        known.running = mendOnce(uid, level).finally(() => {
          known.running = null
        })
        known.count += 1
      }
      return await known.running
    },
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
