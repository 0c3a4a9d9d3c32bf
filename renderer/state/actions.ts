import { acceleratorOf, matchesKeys, parseKeys, staysInField, type KeyPress } from './keys.ts'
import type { Keymap } from '../../src/contract/keymap.ts'
import type { MenuItem } from '../../src/contract/bridge.ts'
import { arrangeActions } from './actions/arrange-actions.ts'
import { carryActions } from './actions/carry-actions.ts'
import { alignActions } from './actions/align-actions.ts'
import { drawActions } from './actions/draw-actions.ts'
import { fileActions } from './actions/file-actions.ts'
import { changeActions } from './actions/change-actions.ts'
import { compareActions } from './actions/compare-actions.ts'
import { editActions } from './actions/edit-actions.ts'
import { labelActions } from './actions/label-actions.ts'
import { lookActions } from './actions/look-actions.ts'
import { placeActions } from './actions/place-actions.ts'
import { sceneActions } from './actions/scene-actions.ts'
import { viewActions } from './actions/view-actions.ts'
import { watchActions } from './actions/watch-actions.ts'
import { menuNames, type Action } from './action.ts'
import { withKeymap } from './keymap.ts'
import { activeContexts } from './key-contexts.ts'
import type { Desk } from './desk.ts'

/** THE list of what a user can do. Toolbar, native menu, palette, key help and tests are readings of it. */
export const actions: readonly Action[] = [
  ...fileActions,
  ...editActions,
  ...compareActions,
  ...arrangeActions,
  ...viewActions,
  ...drawActions,
  ...placeActions,
  ...sceneActions,
  ...alignActions,
  ...changeActions,
  ...lookActions,
  ...labelActions,
  ...carryActions,
  ...watchActions,
]

const byId = new Map(actions.map((action) => [action.id, action]))
const known = new WeakMap<Keymap, readonly Action[]>()

/** The list as it is now: with the analyst's own keys and labels. */
export function actionsNow({ workbench }: Desk): readonly Action[] {
  const { keymap } = workbench.getState()
  const found = known.get(keymap) ?? withKeymap(actions, keymap)
  known.set(keymap, found)
  return found
}

/** The action with this id. Throws a RangeError for an id that the registry lacks: a mistake in the program. */
export function actionOf(id: string): Action {
  const action = byId.get(id)
  if (action === undefined) throw new RangeError(`no action ${id}`)
  return action
}

/** Why the action cannot run now, as a sentence; null when it can. */
export function reasonAgainst(action: Action, desk: Desk): string | null {
  const answer = action.when(desk)
  return answer === true ? null : answer
}

/** Runs an action that can run now; does nothing otherwise. */
export function runAction(id: string, desk: Desk): void {
  const action = actionsNow(desk).find((one) => one.id === id)
  if (action !== undefined && action.when(desk) === true) action.run(desk)
}

/**
 * The action that a key press means, if any. What belongs to a context that holds now comes first, and what it cannot
 * do now is done by nobody else; of the others one that cannot run now is passed over. `inText`: the press goes to a
 * text field, where only commands with Ctrl that the field itself does not need are left.
 */
export function actionForKey(press: KeyPress, inText: boolean, desk: Desk): Action | null {
  if (inText && staysInField(press)) return null
  const meant = actionsNow(desk).filter((action) =>
    action.keys.some((keys) => matchesKeys(parseKeys(keys), press)),
  )
  for (const context of activeContexts(desk)) {
    const own = meant.find((action) => action.context === context)
    if (own !== undefined) return own.when(desk) === true ? own : null
  }
  return meant.find((action) => action.context === undefined && action.when(desk) === true) ?? null
}

/** The native menu: every action that has a place there. Keys are shown only; the page listens itself. */
export function menuItems(desk: Desk): readonly MenuItem[] {
  return menuNames
    .flatMap((menu) => actionsNow(desk).filter((action) => action.menu === menu))
    .map((action) => {
      const [keys] = action.keys
      return {
        id: action.id,
        label: action.labelNow?.(desk) ?? action.label,
        menu: action.menu ?? '',
        ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys) }),
        enabled: action.when(desk) === true,
      }
    })
}
