import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { PixelRegion } from '../../src/contract/scene-look.ts'
import { asProblem } from '../../src/domain/problem.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import { commonGround } from '../../src/geodesy/overlap.ts'
import { pictureOf } from '../map/scenes/scene-plane.ts'
import { regionOfPolygon } from '../map/scenes/scene-region.ts'
import { comparedScenes, matchKey, whyNotMatched, type ComparedScene } from './compared-scenes.ts'
import { matchTable } from './match-table.ts'
import type { ProjectStore } from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/**
 * Keeps the table that brings A's histogram to B's, over the ground that they have in common, where they have any: as
 * long as matching is on, whatever the two scenes and their bands become.
 */
export function keepMatched(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
): void {
  const asked = new Set<string>()

  async function match(A: ComparedScene, B: ComparedScene, key: string): Promise<void> {
    try {
      const shared =
        A.scene.geom === null || B.scene.geom === null
          ? null
          : commonGround(ringOf(A.scene.geom), ringOf(B.scene.geom))
      const [ofA, ofB] = await Promise.all([A, B].map((side) => statisticsOf(side, regionOf(side, shared))))
      const table = matchTable(ofA ?? [], ofB ?? [])
      if (table === null) throw new Error('one of the scenes has no pixel with data where they overlap')
      workbench.setState(({ matches }) => ({ matches: new Map(matches).set(key, table) }))
    } catch (error) {
      const report = asProblem(error, 'Matching the histograms').toReport()
      asked.delete(key)
      if (report.code === 'job/cancelled') return
      notify(workbench, 'problem', report)
      workbench.setState(({ compare }) => ({ compare: { ...compare, matched: false } }))
    }
  }

  async function statisticsOf({ scene, look }: ComparedScene, region: PixelRegion | null) {
    return await client['scene.statistics']({
      uid: scene.uid,
      bands: [...look.combination],
      difference: look.drawn === 'difference',
      ...(region === null ? {} : { region }),
    })
  }

  function follow(): void {
    if (!workbench.getState().compare.matched) return
    const both = comparedScenes({ project, workbench })
    if (both === null || whyNotMatched(both.A.look, both.B.look) !== null) return
    const key = matchKey(both.A, both.B)
    if (asked.has(key)) return
    asked.add(key)
    void match(both.A, both.B, key)
  }

  workbench.subscribe((now, before) => {
    if (
      now.compare.matched !== before.compare.matched ||
      now.shown !== before.shown ||
      now.compared !== before.compared ||
      now.looks !== before.looks
    )
      follow()
  })
  project.subscribe((now, before) => {
    if (now.readiness !== before.readiness) follow()
  })
}

/** The pixels of a scene on a piece of ground; null: all of them. */
function regionOf(
  { scene, display }: ComparedScene,
  ground: ReturnType<typeof commonGround>,
): PixelRegion | null {
  const [first] = ground ?? []
  if (ground === null || first === undefined) return null
  const picture = pictureOf(display, scene.shift_east_m ?? 0, scene.shift_north_m ?? 0)
  const ring = [...ground, first].map(([lon, lat]): [number, number] => [lon, lat])
  return regionOfPolygon(picture, { type: 'Polygon', coordinates: [ring] })
}
