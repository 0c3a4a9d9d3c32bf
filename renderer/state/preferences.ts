import { z } from 'zod'
import { notations } from '../../src/geodesy/coordinates-text.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** What the analyst set on this machine for every project. */
const Preferences = z.object({ notation: z.enum(notations), overview: z.boolean() })

const storageKey = 'roadstead.preferences'

/** Takes what was remembered, and remembers it anew whenever it changes. Returns how to stop. */
export function keepPreferences(
  workbench: WorkbenchStore,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): () => void {
  try {
    const known = Preferences.safeParse(JSON.parse(storage.getItem(storageKey) ?? 'null'))
    if (known.success) workbench.setState(known.data)
  } catch {
    // Not what was written here: the usual settings hold.
  }
  return workbench.subscribe(({ notation, overview }, before) => {
    if (notation === before.notation && overview === before.overview) return
    storage.setItem(storageKey, JSON.stringify({ notation, overview }))
  })
}
