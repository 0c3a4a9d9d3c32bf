import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { SceneLook } from '../../src/contract/scene-look.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { MatchTable } from '../map/map-contract.ts'
import type { ProjectStore } from './project-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** One of the two dates, ready to be drawn. */
export interface ComparedScene {
  readonly scene: Scene
  readonly display: SceneDisplay
  readonly look: SceneLook
}

/** Both dates. */
export interface ComparedScenes {
  readonly A: ComparedScene
  readonly B: ComparedScene
  /** Turns A's samples into B's units where the histograms are matched. */
  readonly match: MatchTable | null
}

interface Stores {
  readonly project: ProjectStore
  readonly workbench: WorkbenchStore
}

/** Both dates as they are drawn; null unless both are ready. */
export function comparedScenes(desk: Stores): ComparedScenes | null {
  const { shown, compared, compare, matches } = desk.workbench.getState()
  const [A, B] = [readyScene(desk, compared), readyScene(desk, shown)]
  if (A === null || B === null) return null
  const match = compare.matched ? (matches.get(matchKey(A, B)) ?? null) : null
  return { A, B, match }
}

function readyScene({ project, workbench }: Stores, uid: string | null) {
  const { index, readiness } = project.getState()
  const scene = index.scenes.get(uid ?? '')
  const state = readiness.get(uid ?? '')
  const look = workbench.getState().looks.get(uid ?? '')
  if (scene === undefined || state?.state !== 'ready' || look === undefined) return null
  return { scene, display: state.display, look }
}

/** What a match rests on: the same key gives the same table. */
export function matchKey(A: ComparedScene, B: ComparedScene): string {
  const bands = ({ scene, look }: ComparedScene) => [scene.uid, scene.sha256, look.drawn, ...look.combination]
  return [...bands(A), 'to', ...bands(B)].join(' ')
}

/** Why the histograms of two scenes cannot be matched, as a sentence; null where they can. */
export function whyNotMatched(A: SceneLook, B: SceneLook): string | null {
  if (A.drawn === 'palette') return 'A is drawn in the colours of its file: they have no brightness to match.'
  if (B.drawn === 'palette') return 'B is drawn in the colours of its file: they have no brightness to match.'
  if (A.drawn !== B.drawn) return 'One of the two is drawn as a water index: choose bands for both.'
  return null
}

/** The look of A when its samples are brought to B's: all that draws them is B's. */
export function matchedLook(A: SceneLook, B: SceneLook): SceneLook {
  const { stretch, gamma, inverted, decibels } = B
  return { ...A, stretch: [...stretch], gamma, inverted, decibels }
}
