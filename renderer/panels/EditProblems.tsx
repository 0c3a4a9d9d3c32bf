import { useDesk } from '../app/desk-context.ts'
import type { QueuedEdit } from '../state/edit-queue.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBanner } from '../ui/Notice.tsx'

/** The edits of a form that could not be saved: the form keeps what was entered, and this says why. */
export function EditProblems({ edits }: { edits: readonly QueuedEdit[] }) {
  const { session } = useDesk()
  return edits
    .filter(({ state }) => state === 'failed')
    .map(({ id, problem }) => (
      <ProblemBanner key={id} report={problem ?? { subject: 'This edit', what: 'is not saved.', do: '' }}>
        <Button tone="primary" onClick={() => session.edits.retry()}>
          Retry
        </Button>
        <Button onClick={() => session.edits.discard(id)}>Discard</Button>
      </ProblemBanner>
    ))
}
