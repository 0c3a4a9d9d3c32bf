import type { Action } from '../state/action.ts'
import { actionsNow, reasonAgainst } from '../state/actions.ts'
import type { Desk } from '../state/desk.ts'
import type { MenuEntry } from '../ui/MenuButton.tsx'

/** The commands of the registry that `isChosen` picks, as entries of a menu, with their keys and reasons. */
export function menuEntries(desk: Desk, isChosen: (action: Action) => boolean): readonly MenuEntry[] {
  return actionsNow(desk)
    .filter(isChosen)
    .map((action) => ({
      label: action.label,
      action: action.id,
      blocked: reasonAgainst(action, desk),
      keys: action.keys[0] ?? null,
      run: () => action.run(desk),
    }))
}
