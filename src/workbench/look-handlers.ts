import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { required } from '../commands/stamp.ts'
import type { Handlers } from '../contract/define.ts'
import { Bookmark, SceneLook, type lookMethods } from '../contract/scene-look.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import { openSceneFile } from '../jobs/open-scene-file.ts'
import { sampleStatistics } from '../jobs/scene-statistics.ts'
import { regionStatistics } from '../raster/region-statistics.ts'
import type { KnownStatistics } from './known-statistics.ts'
import { reachableScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

const mostBookmarks = 1_000
const bookmarksName = 'bookmarks'
const Bookmarks = z.array(Bookmark).max(mostBookmarks)

/** How a project is looked at: the looks of scenes, statistics to stretch by, bookmarks. */
export function lookHandlers(
  session: Session,
  statistics: Pick<KnownStatistics, 'of'>,
): Handlers<typeof lookMethods> {
  const bookmarks = () => kept(session.project.setting(bookmarksName), Bookmarks) ?? []
  const keepBookmarks = (list: Bookmark[]) => {
    session.project.keepSetting(bookmarksName, JSON.stringify(list))
    return list
  }
  return {
    'scene.look': ({ uid }) => {
      const scene = required('scenes', uid, session.project)
      const own = session.project.setting(lookName(scene))
      const ofSensor = session.project.setting(sensorLookName(scene))
      return { own: kept(own, SceneLook), ofSensor: kept(ofSensor, SceneLook) }
    },
    'scene.keep-look': ({ uid, look, forSensor }) => {
      const scene = required('scenes', uid, session.project)
      session.project.keepSetting(lookName(scene), JSON.stringify(look))
      session.project.keepSetting(sensorLookName(scene), forSensor ? JSON.stringify(look) : null)
      return undefined
    },
    'scene.statistics': async ({ uid, bands, difference, region }, { signal }) => {
      const scene = required('scenes', uid, session.project)
      const path = await reachableScenePath(session, scene)
      const known = difference || region !== undefined ? null : statistics.of(path, await stat(path), bands)
      if (known !== null) return known
      const opened = await openSceneFile(path)
      try {
        requireBands(scene, bands, opened.image.bands.length)
        const found = await regionStatistics(opened.reader, bands, difference, region, signal)
        return found.map(sampleStatistics)
      } finally {
        await opened.close()
      }
    },
    'bookmark.list': () => bookmarks(),
    'bookmark.keep': (bookmark) => {
      const known = bookmarks()
      const others = known.filter(({ uid }) => uid !== bookmark.uid)
      if (others.length >= mostBookmarks) throw tooMany()
      const replaced = known.map((one) => (one.uid === bookmark.uid ? bookmark : one))
      return keepBookmarks(others.length < known.length ? replaced : [...known, bookmark])
    },
    'bookmark.remove': ({ uid }) => keepBookmarks(bookmarks().filter((bookmark) => bookmark.uid !== uid)),
  }
}

const lookName = ({ uid }: Scene) => `look of scene ${uid}`

/** Scenes of one sensor that are alike in bands and sample type can share a look. */
const sensorLookName = ({ sensor, band_count, dtype }: Scene) =>
  `look of sensor ${sensor ?? ''} with ${band_count ?? 0} bands of ${dtype ?? ''}`

/** A setting as what it should be; null where there is none, or where another program made something else of it. */
function kept<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function requireBands(scene: Scene, bands: readonly number[], count: number): void {
  const missing = bands.find((band) => band > count)
  if (missing === undefined) return
  throw new Problem(
    'input/invalid',
    scene.name ?? 'The scene',
    `It has no band ${missing}.`,
    `Choose one of its ${count} bands.`,
  )
}

function tooMany(): Problem {
  return new Problem(
    'input/invalid',
    'Bookmarks',
    `The project has ${mostBookmarks} bookmarks already.`,
    'Delete some that are no longer needed.',
  )
}
