import { showInstant } from '../../../src/domain/time.ts'
import type { BackupInfo } from '../../../src/contract/rescue.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'

/** The backups of a project, and for one that is damaged the way to what can still be read of it. */
export function RescueDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const rescue = useWorkbench((state) => state.rescue)
  const backingUp = useWorkbench((state) => state.backingUp)
  const readOnly = useProject((state) => state.project?.readOnly === true)
  if (rescue === null) return null
  const { file, problem, backups } = rescue
  const [newest] = backups
  return (
    <Dialog
      title={problem === null ? 'Backups' : 'The project is damaged'}
      onClose={onClose}
      footer={
        file === null ? (
          <Button
            tone="primary"
            blocked={readOnly ? 'This project is open for reading only.' : null}
            onClick={() => void session.rescue.backUp()}
          >
            Back up now
          </Button>
        ) : (
          <>
            <Button onClick={() => void session.rescue.salvage()}>Salvage into a new file …</Button>
            {newest === undefined ? null : (
              <Button tone="primary" onClick={() => void session.rescue.restore(newest.name)}>
                Restore the newest backup
              </Button>
            )}
          </>
        )
      }
    >
      {problem === null ? (
        <p>
          Backups are made by themselves: on opening, every half hour of work, and before bulk changes. Each
          is checked. Restoring one keeps the file that it replaces.
        </p>
      ) : (
        <ProblemBanner report={problem} />
      )}
      {backingUp && file === null ? (
        <p className="dim" role="status">
          A backup is being made now.
        </p>
      ) : null}
      {backups.length === 0 ? (
        backingUp && file === null ? null : (
          <p className="panel-empty">There is no backup of this project yet.</p>
        )
      ) : (
        <ul className="backup-list" aria-label="Backups">
          {backups.map((backup) => (
            <BackupRow
              key={backup.name}
              backup={backup}
              onRestore={() => void session.rescue.restore(backup.name)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function BackupRow({
  backup: { madeAt, rows, sizeBytes },
  onRestore,
}: {
  backup: BackupInfo
  onRestore: () => void
}) {
  const made = showInstant(madeAt, 'second')
  return (
    <li>
      <span>{made}</span>
      <span className="dim">
        {rows === 1 ? '1 record' : `${rows} records`}, {(sizeBytes / 1e6).toFixed(1)} MB
      </span>
      <Button aria-label={`Restore the backup of ${made}`} onClick={onRestore}>
        Restore
      </Button>
    </li>
  )
}
