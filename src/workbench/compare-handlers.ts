import { z } from 'zod'
import { required } from '../commands/stamp.ts'
import { compareScenes, outlineOf, type SceneSeen } from '../compare/changes.ts'
import { occupancyOf } from '../compare/presence.ts'
import type { comparisonMethods } from '../contract/comparison.ts'
import type { Handlers, JobContext } from '../contract/define.ts'
import { Absence } from '../domain/absence.ts'
import { ringOf } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { intersectionOverUnion, ringContains } from '../geodesy/overlap.ts'
import { sceneCover } from '../jobs/scene-cover.ts'
import { scenePath } from './scene-files.ts'
import type { Session } from './session.ts'

const Absences = z.array(Absence)

/** What changed between scenes, and who was where along all of them. */
export function compareHandlers(session: Session): Handlers<typeof comparisonMethods> {
  const seenOn = (scene: Scene): SceneSeen => ({
    scene,
    sightings: session.project.sightingsWith('scene_uid', scene.uid),
    absences: Absences.parse(session.project.list('absences', { scene_uid: scene.uid })),
  })
  /** Each scene with what its pixels say of the hulls of the others. */
  const looked = async (
    scenes: readonly SceneSeen[],
    { signal, progress }: JobContext,
  ): Promise<SceneSeen[]> => {
    const found: SceneSeen[] = []
    for (const [index, one] of scenes.entries()) {
      progress(index, scenes.length, 'Looking at what scenes show')
      const others = scenes.flatMap((other) =>
        other === one ? [] : sightingsOver(one.scene, other.sightings),
      )
      const cover = await sceneCover(await scenePath(session, one.scene), one.scene, others, signal)
      found.push({ ...one, cover })
    }
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
      const seen = scenes.map(seenOn).map((one) => {
        if (area === null) return one
        const sightings = one.sightings.filter(({ lon, lat }) => ringContains(area, [lon ?? 0, lat ?? 0]))
        return { ...one, sightings }
      })
      return occupancyOf(place_uid, area, await looked(seen, context))
    },
  }
}

/** The sightings of another scene whose place a scene could show. */
function sightingsOver(scene: Scene, sightings: readonly Sighting[]): readonly Sighting[] {
  const outline = outlineOf(scene)
  if (outline === null) return []
  return sightings.filter(({ lon, lat }) => lon !== null && lat !== null && ringContains(outline, [lon, lat]))
}
