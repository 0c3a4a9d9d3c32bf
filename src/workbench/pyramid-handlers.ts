import { required } from '../commands/stamp.ts'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import type { PyramidStore } from './pyramid-store.ts'
import { reachableScenePath } from './scene-files.ts'
import type { SceneServer } from './serve-scene.ts'
import type { Session } from './session.ts'

type Subjects = 'scene.prepare' | 'pyramids.usage' | 'pyramids.clean' | 'pyramids.drop'

/** Display pyramids: making one, and the room that they take. */
export function pyramidHandlers(
  session: Session,
  pyramids: PyramidStore,
  server: Pick<SceneServer, 'forgetPyramids'>,
): Pick<Handlers<typeof api>, Subjects> {
  return {
    'scene.prepare': async ({ uid }, context) => {
      const scene = required('scenes', uid, session.project)
      const path = await reachableScenePath(session, scene)
      const found = await pyramids.prepare(scene, path, context)
      return found === null
        ? { readFrom: 'scene', levels: [], damaged_blocks: 0 }
        : { readFrom: 'pyramid', levels: [...found.levels], damaged_blocks: found.damagedBlocks }
    },
    'pyramids.usage': () => pyramids.usage(),
    'pyramids.clean': async () => {
      await server.forgetPyramids()
      await pyramids.clean()
      return await pyramids.usage()
    },
    'pyramids.drop': async ({ uid, level }) => {
      const scene = required('scenes', uid, session.project)
      await server.forgetPyramids()
      return { dropped: await pyramids.drop(scene, level) }
    },
  }
}
