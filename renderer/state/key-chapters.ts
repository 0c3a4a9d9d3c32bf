import type { Action } from './action.ts'
import { activityKey, groupKeys } from './label-keys.ts'

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
    const title = chapterOf(action)
    const entry = { id, label: label.replace('Label: ', ''), keys }
    chapters.set(title, [...(chapters.get(title) ?? []), entry])
  }
  return [...[...chapters].map(([title, entries]) => ({ title, entries })), mapKeys]
}

function chapterOf({ menu, id, context }: Action): string {
  if (menu !== null) return menu
  if (context === 'carry') return 'Carry forward'
  if (context === 'activity') return `Activity, after ${activityKey}`
  const group = groupKeys.find(({ opens }) => opens !== null && opens === context)
  if (group !== undefined) return `${group.label}, after ${group.key ?? ''}`
  return id.startsWith('label.') ? 'Labels' : 'Edit'
}
