import { useMemo, type ReactNode } from 'react'
import { draftOf, withDraft } from '../state/drafts.ts'
import { DraftsContext, type FieldDrafts } from '../ui/drafts.ts'
import { useDesk } from './desk-context.ts'

/** Around the form of a record: what is written in its fields is kept until it is saved, though the form may go. */
export function RecordDrafts({ record, children }: { record: string; children: ReactNode }) {
  const { project } = useDesk()
  const drafts = useMemo<FieldDrafts>(
    () => ({
      of: (field) => draftOf(project.getState().drafts, record, field),
      keep: (field, written) =>
        project.setState(({ drafts }) => ({ drafts: withDraft(drafts, record, field, written) })),
    }),
    [project, record],
  )
  return <DraftsContext value={drafts}>{children}</DraftsContext>
}
