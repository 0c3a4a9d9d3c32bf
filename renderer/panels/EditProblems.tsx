import { useDesk, useProject } from '../app/desk-context.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import type { QueuedEdit } from '../state/edit-queue.ts'
import { nameRecords } from '../state/named-records.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBanner } from '../ui/Notice.tsx'

/** Whether there is something to tell about an edit: it failed, or another program keeps it waiting. */
export function needsAttention({ state, problem }: QueuedEdit): boolean {
  return state === 'failed' || problem?.code === 'project/locked'
}

/** The edits of a form that could not be saved: the form keeps what was entered, and this says why. */
export function EditProblems({ edits }: { edits: readonly QueuedEdit[] }) {
  const index = useProject((state) => state.index)
  return edits.filter(needsAttention).map((edit) => (
    <ProblemBanner
      key={edit.id}
      report={wordsOf(edit, nameRecords(edit.problem?.subject ?? 'This edit', index))}
    >
      <EditChoices edit={edit} />
    </ProblemBanner>
  ))
}

/** Why an edit is not saved, under the name that it has where this is said. */
export function wordsOf(
  { problem }: QueuedEdit,
  subject: string,
): Pick<ProblemReport, 'subject' | 'what' | 'do'> {
  const waits = 'It is kept here and tried again by itself until the other program is done.'
  return {
    subject,
    what: problem?.what ?? 'It is not saved.',
    do: problem?.code === 'project/locked' ? waits : (problem?.do ?? ''),
  }
}

/** What the analyst can do with an edit that is not saved. */
export function EditChoices({ edit: { id, problem } }: { edit: QueuedEdit }) {
  const { session } = useDesk()
  return (
    <>
      {problem?.code === 'record/conflict' ? (
        <Button tone="primary" onClick={() => session.edits.insist(id)}>
          Save mine
        </Button>
      ) : problem?.code === 'project/moved' ? (
        <Button tone="primary" onClick={() => void session.rescue.saveCopy()}>
          Save a copy …
        </Button>
      ) : null}
      <Button
        tone={problem?.code === 'record/conflict' || problem?.code === 'project/moved' ? 'plain' : 'primary'}
        onClick={() => session.edits.retry()}
      >
        Retry
      </Button>
      <Button onClick={() => session.edits.discard(id)}>Discard</Button>
    </>
  )
}
