import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { Desk } from './desk.ts'
import type { KeyContext } from './key-context.ts'

/** The menus, from left to right. */
export const menuNames = ['File', 'Edit', 'View', 'Scene', 'Sighting', 'Help'] as const
export type MenuName = (typeof menuNames)[number]

/** Something that a user can do, wherever it is offered. */
export interface Action {
  readonly id: string
  readonly label: string
  /** The label with what it would do now: "Undo Draw hull". */
  readonly labelNow?: (desk: Desk) => string
  /** Its place in the native menu and its chapter in the key help; null: palette and keys only. */
  readonly menu: MenuName | null
  /** The first is the one that is shown. */
  readonly keys: readonly string[]
  /** Where its keys mean it and nothing else; without one they mean it wherever no context says otherwise. */
  readonly context?: KeyContext
  /** True, or a sentence that says why not. */
  readonly when: (desk: Desk) => true | string
  readonly run: (desk: Desk) => void
}

/** Conditions that many actions share. Each is true, or a sentence that says why not. */
export const always = (): true => true

export function projectOpen({ project }: Desk): true | string {
  return project.getState().project !== null || 'Open a project first.'
}

export function projectWritable(desk: Desk): true | string {
  const open = projectOpen(desk)
  if (open !== true) return open
  return desk.project.getState().project?.readOnly !== true || 'This project is open for reading only.'
}

export function hasScenes(desk: Desk): true | string {
  const open = projectOpen(desk)
  return open !== true ? open : desk.project.getState().index.scenes.size > 0 || 'Add a scene first.'
}

/** Whether a scene is on the map. */
export function sceneShown({ workbench, project }: Desk): true | string {
  const { shown } = workbench.getState()
  if (shown === null) return 'Choose a scene first.'
  if (project.getState().away.get(shown) === 'outside')
    return "The scene's file was not looked for: follow its path first."
  if (project.getState().away.has(shown)) return "The scene's file is missing: locate it first."
  const readiness = project.getState().readiness.get(shown)
  if (readiness?.state === 'failed') return 'The scene could not be read.'
  return readiness?.state === 'ready' || 'The scene is still being prepared.'
}

/** Whether a scene is on the map, or at least the ground of one whose file is away. */
export function groundShown(desk: Desk): true | string {
  return showsGround(desk) || sceneShown(desk)
}

/** Whether the map shows the ground of a scene without its pixels: its file is away, or is another one now. */
export function showsGround({ workbench, project }: Pick<Desk, 'workbench' | 'project'>): boolean {
  const { shown, compared, view } = workbench.getState()
  const { away, index, readiness } = project.getState()
  if (shown === null || !away.has(shown)) return false
  const hasOther = view !== 'single' && compared !== null && readiness.get(compared)?.state === 'ready'
  return !hasOther && index.scenes.get(shown)?.geom != null
}

/** Whether what is drawn on the scene that is shown has a place on the ground. */
export function sceneMeasurable({ workbench, project }: Desk): true | string {
  const readiness = project.getState().readiness.get(workbench.getState().shown ?? '')
  return readiness?.state !== 'ready' || whyNotMeasured(readiness.display) || true
}

/** Why nothing can be drawn or measured on a scene, as a sentence; null where it can. */
export function whyNotMeasured(
  display: Pick<SceneDisplay, 'affine' | 'projDefinition' | 'problems'>,
): string | null {
  if (display.affine !== null && display.projDefinition !== null) return null
  const known = display.problems.find((problem) => problem.endsWith('not measured.'))
  return known ?? 'This scene has no place on the ground: it can be looked at, not measured.'
}

export function someSelected({ workbench, project }: Desk): true | string {
  const { absences } = project.getState().index
  const uids = [...workbench.getState().selection]
  if (uids.some((uid) => absences.has(uid))) return 'An absence is selected, and no sighting.'
  return uids.length > 0 || 'Select a sighting first.'
}

export function oneSelected(desk: Desk): true | string {
  const some = someSelected(desk)
  if (some !== true) return some
  return desk.workbench.getState().selection.size === 1 || 'Select one sighting first.'
}

export function both(...conditions: readonly Action['when'][]): Action['when'] {
  return (desk) => {
    for (const condition of conditions) {
      const answer = condition(desk)
      if (answer !== true) return answer
    }
    return true
  }
}
