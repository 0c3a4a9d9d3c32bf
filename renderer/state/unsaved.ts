import { z } from 'zod'
import { EditRequest } from '../../src/contract/api.ts'
import { Uid } from '../../src/domain/identifiers.ts'
import type { Desk } from './desk.ts'
import type { ProjectState } from './project-store.ts'
import { showRecord } from './show-record.ts'
import { openDialog } from './workbench-store.ts'

/** What is not in the file yet: edits on their way to it, and text that is being written. */
const Unsaved = z.object({
  project: z.string(),
  edits: z.array(z.object({ change_uid: Uid, request: EditRequest })),
  drafts: z.array(z.object({ record: z.string(), field: z.string(), text: z.string(), begun: z.string() })),
})
type Unsaved = z.infer<typeof Unsaved>

const storageKey = 'roadstead.unsaved'

/**
 * Keeps what is not in the file yet where it outlives a page that dies, and takes it up again when the page is loaded
 * anew and finds its project open. `storage` lives as long as the window.
 */
export function keepUnsaved(desk: Desk, storage: Pick<Storage, 'getItem' | 'setItem'>): () => void {
  const { project, session, workbench } = desk
  let left = readUnsaved(storage)

  const takeUp = ({ edits, drafts }: Unsaved) => {
    session.edits.adopt(edits)
    project.setState({ drafts: drafts.map((draft) => ({ ...draft, isRevived: true })) })
    const [first] = drafts
    if (first === undefined) return
    showRecord(desk, first.record)
    if (project.getState().index.scenes.has(first.record)) openDialog(workbench, 'scene', first.record)
  }
  return project.subscribe((now, before) => {
    if (now.project === null) return
    if (before.project === null && left !== null) {
      const taken = left
      left = null
      // Whoever opens a project chooses what is shown of it first.
      if (taken.project === keyOf(now)) queueMicrotask(() => takeUp(taken))
    }
    if (now.edits === before.edits && now.drafts === before.drafts && now.project === before.project) return
    const unsaved: Unsaved = {
      project: keyOf(now),
      edits: now.edits.map(({ change_uid, request }) => ({ change_uid, request })),
      drafts: now.drafts.map(({ record, field, text, begun }) => ({ record, field, text, begun })),
    }
    try {
      storage.setItem(storageKey, JSON.stringify(unsaved))
    } catch {
      // More than the storage holds: the page goes on, and what is on its way is saved as ever.
    }
  })
}

const keyOf = ({ project }: ProjectState): string =>
  project === null ? '' : `${project.folder}/${project.name}`

function readUnsaved(storage: Pick<Storage, 'getItem'>): Unsaved | null {
  try {
    return Unsaved.parse(JSON.parse(storage.getItem(storageKey) ?? 'null'))
  } catch {
    return null
  }
}
