import { z } from 'zod'
import { notations } from '../../src/geodesy/coordinates-text.ts'
import { beamSources } from './beam-preset.ts'
import { coloringNames } from './footprint-colors.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** What the analyst set on this machine for every project. */
const Preferences = z.object({
  notation: z.enum(notations),
  overview: z.boolean(),
  displayOpen: z.boolean().default(true),
  beamSource: z.enum(beamSources).default('off'),
  coloring: z.enum(coloringNames).default('class'),
})
type Preferences = z.infer<typeof Preferences>

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
  const fields = Object.keys(Preferences.shape) as (keyof Preferences)[]
  return workbench.subscribe((now, before) => {
    if (fields.every((field) => now[field] === before[field])) return
    const kept = Object.fromEntries(fields.map((field) => [field, now[field]]))
    storage.setItem(storageKey, JSON.stringify(kept))
  })
}
