import { z } from 'zod'
import { required } from '../commands/stamp.ts'
import { compareScenes, outlineOf, type SceneSeen } from '../compare/changes.ts'
import { occupancyOf } from '../compare/presence.ts'
import type { comparisonMethods } from '../contract/comparison.ts'
import type { Handlers, JobContext } from '../contract/define.ts'
import { Absence } from '../domain/absence.ts'
import { ringOf, type Ring } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { intersectionOverUnion, ringContains } from '../geodesy/overlap.ts'
import { hullChips, type KnownChips } from '../jobs/hull-chips.ts'
import { sceneCover, type KnownCover } from '../jobs/scene-cover.ts'
import { scenePath } from './scene-files.ts'
import type { Session } from './session.ts'

const Absences = z.array(Absence)
/** Hulls whose pixels are kept for the next time: some 20 kB each. */
const mostChips = 3_000

/** What changed between scenes, and who was where along all of them. */
export function compareHandlers(session: Session): Handlers<typeof comparisonMethods> {
  // A decision about one row changes two records: the pixels of all others were looked at before.
  const covers = new Map<string, KnownCover>()
  const chips = new Map<string, KnownChips>()
  const knownOf = <T>(
    all: Map<string, Map<string, T>>,
    scene: Scene,
    path: string | null,
  ): Map<string, T> => {
    const key = [scene.uid, scene.revision, scene.sha256, path].join(' ')
    const known = all.get(key) ?? new Map<string, T>()
    all.set(key, known)
    return known
  }
  const forgetSome = (): void => {
    const held = [...chips.values()].reduce((sum, { size }) => sum + size, 0)
    if (held > mostChips) chips.clear()
  }
  const seenOn = (scene: Scene): SceneSeen => ({
    scene,
    sightings: session.project.sightingsWith('scene_uid', scene.uid),
    absences: Absences.parse(session.project.list('absences', { scene_uid: scene.uid })),
  })
  /** Each scene with what its pixels say of the hulls of the others. */
  const looked = async (
    scenes: readonly SceneSeen[],
    { signal, progress }: JobContext,
    area: Ring | null = null,
  ): Promise<SceneSeen[]> => {
    const found: SceneSeen[] = []
    for (const [index, one] of scenes.entries()) {
      progress(index, scenes.length, 'Looking at what scenes show')
      const others = scenes
        .filter((other) => other !== one)
        .flatMap(({ sightings }) => sightings)
        .filter(
          (sighting) => liesIn(outlineOf(one.scene), sighting) && (area === null || liesIn(area, sighting)),
        )
      const path = await scenePath(session, one.scene)
      const cover = await sceneCover(
        path,
        one.scene,
        others,
        one.sightings,
        signal,
        knownOf(covers, one.scene, path),
      )
      const own = one.sightings.filter((sighting) => area === null || liesIn(area, sighting))
      const looks = await hullChips(path, one.scene, own, signal, knownOf(chips, one.scene, path))
      found.push({ ...one, cover, looks })
    }
    forgetSome()
    return found
  }
  return {
    'compare.scenes': async ({ from, to }, context) => {
      const sides = [from, to].map((uid) => seenOn(required('scenes', uid, session.project)))
      const [before, after] = await looked(sides, context)
      if (before === undefined || after === undefined) throw new RangeError('two scenes are compared')
      return compareScenes(before, after)
    },
    'compare.place': async ({ place_uid }, context) => {
      const place = place_uid === null ? null : required('places', place_uid, session.project)
      const area = place?.geom == null ? null : ringOf(place.geom)
      if (place !== null && area === null) {
        throw new Problem(
          'input/invalid',
          place.name ?? place.uid,
          'This place has no outline, so it cannot be said which scenes show it.',
          'Draw its outline first.',
        )
      }
      const scenes = session.project.records().scenes.filter((scene) => {
        const outline = outlineOf(scene)
        if (outline === null) return false
        return area === null || intersectionOverUnion(outline, area) > 0
      })
      return occupancyOf(place_uid, area, await looked(scenes.map(seenOn), context, area))
    },
  }
}

/** Whether a sighting's centre lies in a ring. */
function liesIn(ring: Ring | null, { lon, lat }: Sighting): boolean {
  return ring !== null && lon !== null && lat !== null && ringContains(ring, [lon, lat])
}
