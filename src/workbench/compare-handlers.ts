import { required } from '../commands/stamp.ts'
import { compareScenes } from '../compare/changes.ts'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import type { Session } from './session.ts'

/** What changed between two scenes. */
export function compareHandlers(session: Session): Pick<Handlers<typeof api>, 'compare.scenes'> {
  const side = (uid: string) => ({
    scene: required('scenes', uid, session.project),
    sightings: session.project.sightingsWith('scene_uid', uid),
  })
  return { 'compare.scenes': ({ from, to }) => compareScenes(side(from), side(to)) }
}
