import { useMemo } from 'react'
import type { Sighting, SightingPatch } from '../../../src/domain/sighting.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { rememberLabel } from '../../state/label-work.ts'
import { pendingPatch } from '../../state/edit-queue.ts'

/** A sighting as its form shows it, and how the form saves. */
export interface SightingEdit {
  /** The record with the values of edits that are not saved yet. */
  readonly sighting: Sighting
  /** Why nothing can be changed; null when it can. */
  readonly blocked: string | null
  readonly revise: (patch: SightingPatch) => void
}

/** The sighting with this uid for a form; null while the project has none. */
export function useSightingEdit(uid: string): SightingEdit | null {
  const { session, workbench } = useDesk()
  const stored = useProject((state) => state.index.sightings.get(uid))
  const edits = useProject((state) => state.edits)
  const readOnly = useProject((state) => state.project?.readOnly === true)
  return useMemo(() => {
    if (stored === undefined) return null
    return {
      sighting: { ...stored, ...pendingPatch(edits, uid) },
      blocked: readOnly ? 'This project is open for reading only.' : null,
      revise: (patch) => {
        rememberLabel(workbench, patch)
        void session.edit({ kind: 'sighting.revise', uids: [uid], patch })
      },
    }
  }, [session, workbench, stored, edits, readOnly, uid])
}
