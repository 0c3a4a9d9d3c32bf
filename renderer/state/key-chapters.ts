import type { Action } from './action.ts'
import type { KeyContext } from './key-context.ts'
import { groupKeys } from './label-keys.ts'

/** What keys do, under one heading of the key help. */
export interface KeyChapter {
  readonly title: string
  readonly entries: readonly {
    readonly id: string
    readonly label: string
    readonly keys: readonly string[]
  }[]
}

/** Keys of the map itself, which is no action: it takes them while it has the focus. */
const mapKeys: KeyChapter = {
  title: 'Map',
  entries: [
    {
      id: 'map.pan',
      label: 'Pan while the map has the focus; with Shift by 10 pixels, with Ctrl by 1',
      keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    },
    {
      id: 'map.click',
      label: 'Click in the middle of the map, or take hold of a handle there and let go',
      keys: ['Enter'],
    },
  ],
}

/** Every key of these actions, by chapter, in the order of the registry. */
export function keyChapters(actions: readonly Action[]): readonly KeyChapter[] {
  const chapters = new Map<string, KeyChapter['entries'][number][]>()
  for (const action of actions) {
    const { id, label, keys } = action
    if (keys.length === 0) continue
    const title = chapterOf(action, actions)
    const entry = { id, label: label.replace('Label: ', ''), keys }
    chapters.set(title, [...(chapters.get(title) ?? []), entry])
  }
  return [...[...chapters].map(([title, entries]) => ({ title, entries })), mapKeys]
}

function chapterOf({ menu, id, context }: Action, actions: readonly Action[]): string {
  if (context !== undefined) return contextTitle(context, actions)
  return menu ?? (id.startsWith('label.') ? 'Labels' : 'Edit')
}

const titles: Readonly<Record<Exclude<KeyContext, `class ${string}` | 'activity'>, string>> = {
  carry: 'Carry forward',
  hull: 'Hull tool',
  align: 'Aligning B with A',
  changes: 'Table of changes',
  'side-by-side': 'Side by side',
  compared: 'Two dates compared',
  map: 'Selected hull, on the map',
}

/** Where the keys of a context hold: a heading, and a remark beside a command that has such keys. */
export function contextTitle(context: KeyContext, actions: readonly Action[]): string {
  const group = groupKeys.find(({ opens }) => opens === context)
  const after = (title: string, id: string): string => {
    const key = actions.find((action) => action.id === id)?.keys[0]
    return key === undefined ? title : `${title}, after ${key}`
  }
  if (group !== undefined) return after(group.label, group.action)
  if (context === 'activity') return after('Activity', 'label.activity')
  return titles[context as keyof typeof titles]
}
