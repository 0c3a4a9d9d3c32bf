import { stat } from 'node:fs/promises'
import { required } from '../commands/stamp.ts'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { acquisitionBeside } from '../jobs/ingest-scene.ts'
import { openSceneFile } from '../jobs/open-scene-file.ts'
import { sceneDisplay } from '../jobs/scene-display.ts'
import { describePixels, describeScene } from '../raster/describe-scene.ts'
import { sceneStatistics } from '../raster/statistics.ts'
import { addScenes } from './add-scenes.ts'
import { locateScene, locateScenesIn } from './find-scenes.ts'
import { followScenes, scenesToAskAbout } from './follow-scenes.ts'
import { fingerprintScenes } from './fingerprint-scenes.ts'
import type { Grants } from './grants.ts'
import type { KnownStatistics } from './known-statistics.ts'
import type { PyramidStore } from './pyramid-store.ts'
import { reachableScenePath } from './scene-files.ts'
import { sceneFacts } from './scene-facts.ts'
import type { Session } from './session.ts'
import { statesOf, type SceneWatch } from './watch-scenes.ts'

type Subjects =
  | 'scene.describe'
  | 'scene.add'
  | 'scene.addReplacement'
  | 'scene.fingerprint'
  | 'scene.files'
  | 'scene.watch'
  | 'scene.outside'
  | 'scene.follow'
  | 'scene.facts'
  | 'scene.display'
  | 'scene.locate'
  | 'scene.locateIn'

/** Scenes: what a file is, adding it, drawing it, keeping track of it, finding it again. */
export function sceneHandlers(
  session: Session,
  grants: Grants,
  {
    watch,
    pyramids,
    statistics,
  }: {
    readonly watch: SceneWatch
    readonly pyramids: Pick<PyramidStore, 'find'>
    readonly statistics: KnownStatistics
  },
): Pick<Handlers<typeof api>, Subjects> {
  const pathOf = async (uid: string) =>
    await reachableScenePath(session, required('scenes', uid, session.project))
  return {
    'scene.describe': async ({ grant, pixels }) => {
      const { path, given } = grants.file(grant, 'read')
      const opened = await openSceneFile(path)
      try {
        const description = describeScene(given, opened.image, await acquisitionBeside(path, opened.image))
        if (pixels.length === 0) return { ...description }
        const places = pixels.map(([column, row]) => ({ column, row }))
        return { ...description, samples: await describePixels(opened.reader, places) }
      } finally {
        await opened.close()
      }
    },
    'scene.add': ({ grants: given, ...input }, context) => {
      const files = given.map((grant) => grants.file(grant, 'read'))
      return addScenes(session, files, input, context)
    },
    'scene.addReplacement': async ({ uid }, context) => {
      const path = await pathOf(uid)
      return await addScenes(session, [{ path, given: path, use: 'read' }], {}, context)
    },
    'scene.fingerprint': ({ uids }, context) => fingerprintScenes(session, uids, context),
    'scene.files': ({ uids }) => statesOf(session, uids),
    'scene.watch': ({ uids }) => watch.watch(uids),
    'scene.outside': ({ uids }) => scenesToAskAbout(session, uids),
    'scene.follow': (asked) => followScenes(session, asked),
    'scene.facts': async ({ uid }) => await sceneFacts(await pathOf(uid)),
    'scene.display': async ({ uid }, { signal }) => {
      const scene = required('scenes', uid, session.project)
      const path = await reachableScenePath(session, scene)
      const opened = await openSceneFile(path)
      try {
        const { image, reader } = opened
        const version = await stat(path)
        const bands = image.bands.map(({ band }) => band)
        const found = await sceneStatistics(reader, bands, undefined, signal)
        statistics.remember(path, version, found)
        const display = sceneDisplay(image, found, scene.sensor)
        const pyramid = await pyramids.find(scene, path)
        if (pyramid === null) return display
        return { ...display, levels: [...pyramid.levels], readFrom: 'pyramid' }
      } finally {
        await opened.close()
      }
    },
    'scene.locate': async ({ uid, grant }, context) =>
      await locateScene(session, uid, grants.file(grant, 'read').path, context),
    'scene.locateIn': async ({ grant }, context) =>
      await locateScenesIn(session, grants.file(grant, 'folder').path, context),
  }
}
