import { useDesk, useProject } from '../../app/desk-context.ts'
import { copyText } from '../../state/copy-text.ts'
import { withDraft } from '../../state/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { screenText } from '../../ui/screen-text.ts'

/** What was being written in the form of a record that someone else deleted meanwhile: it has no field any more. */
export function LostDrafts({ record }: { record: string }) {
  const { project } = useDesk()
  const drafts = useProject((state) => state.drafts)
  return drafts
    .filter((draft) => draft.record === record)
    .map(({ field, text }) => (
      <ProblemBanner
        key={field}
        report={{ subject: field, what: `You were writing “${screenText(text)}”. It is not saved.`, do: '' }}
      >
        <Button tone="primary" onClick={() => copyText(text)}>
          Copy
        </Button>
        <Button onClick={() => project.setState({ drafts: withDraft(drafts, record, field, null) })}>
          Discard
        </Button>
      </ProblemBanner>
    ))
}
