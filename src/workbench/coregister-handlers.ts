import { required } from '../commands/stamp.ts'
import type { coregistrationMethods } from '../contract/coregistration.ts'
import type { Handlers } from '../contract/define.ts'
import { ringOf } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { coregisterScenes, type SceneOnDisk } from '../jobs/coregister.ts'
import { reachableScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

/** Laying scenes over each other. */
export function coregisterHandlers(session: Session): Handlers<typeof coregistrationMethods> {
  const onDisk = async (uid: string): Promise<SceneOnDisk> => {
    const scene = required('scenes', uid, session.project)
    return { scene, path: await reachableScenePath(session, scene) }
  }
  return {
    'coregister.scenes': async ({ uid, reference_uid, area, rough }, context) => {
      if (uid === reference_uid) {
        throw new Problem(
          'coregistration/refused',
          required('scenes', uid, session.project).name ?? uid,
          'A scene cannot be laid over itself.',
          'Choose another reference.',
        )
      }
      const [reference, scene] = [await onDisk(reference_uid), await onDisk(uid)]
      const options = {
        ...(area === undefined ? {} : { area: ringOf(area) }),
        rough: rough === true,
      }
      return await coregisterScenes(reference, scene, options, context)
    },
  }
}
