import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useDesk, useWorkbench } from './desk-context.ts'

/** Under which name edits are recorded from now on. */
export function AnalystDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const analyst = useWorkbench((state) => state.analyst)
  return (
    <Dialog
      title="Analyst's name"
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p>Each edit in the project file says who made it. The name is kept on this computer.</p>
      <div className="fields">
        <TextField label="Name" value={analyst} onSave={(name) => void session.setAnalyst(name.trim())} />
      </div>
    </Dialog>
  )
}
