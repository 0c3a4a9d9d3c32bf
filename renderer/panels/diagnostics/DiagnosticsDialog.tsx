import { useWorkbench } from '../../app/desk-context.ts'
import { copyText } from '../../state/copy-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { screenText } from '../../ui/screen-text.ts'

/** Shows every word that would be copied before it is. */
export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
  const text = useWorkbench((state) => state.diagnostics)
  return (
    <Dialog
      title="Copy diagnostics"
      size="wide"
      onClose={onClose}
      footer={
        <Button
          tone="primary"
          onClick={() => {
            copyText(text)
            onClose()
          }}
        >
          Copy
        </Button>
      }
    >
      <p>
        This is all that is copied: versions, sizes, and what the program noted about its own work. No names,
        notes, positions or paths are in it. Nothing is sent anywhere.
      </p>
      <pre className="diagnostics selectable" aria-label="Diagnostics" tabIndex={0}>
        {text.split('\n').map(screenText).join('\n')}
      </pre>
    </Dialog>
  )
}
