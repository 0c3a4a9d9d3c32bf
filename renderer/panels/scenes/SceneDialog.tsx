import { given } from '../../../src/commands/stamp.ts'
import { dayOnly, showAcquired } from '../../../src/domain/acquired.ts'
import type { ScenePatch } from '../../../src/domain/scene.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { editsOf } from '../../state/edit-queue.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { EditProblems } from '../EditProblems.tsx'
import { readUtc } from './read-utc.ts'
import { SceneSources } from './SceneSources.tsx'

/** When and by what a scene was taken, as far as the analyst can say. Each field is saved when it is left. */
export function SceneDialog({ uid, onClose }: { uid: string; onClose: () => void }) {
  const { session } = useDesk()
  const scene = useProject((state) => state.index.scenes.get(uid))
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const waiting = useProject((state) => state.edits)
  if (scene === undefined) return null
  const patch = pendingScenePatch(editsOf(waiting, uid))
  const value = { ...scene, ...given(patch) }
  const save = (given: ScenePatch) => void session.edit({ kind: 'scene.revise', uid, patch: given })
  const blocked = readOnly ? 'This project is open for reading only.' : null

  return (
    <Dialog
      title="Scene details"
      onClose={onClose}
      footer={
        <>
          <Button
            blocked={
              blocked ??
              (value.acquired_at == null
                ? 'Enter the time first.'
                : value.acquired_confirmed === 1
                  ? 'The time is confirmed already.'
                  : dayOnly(value)
                    ? 'Only the day is known: enter the time of day.'
                    : null)
            }
            onClick={() => save({ acquired_confirmed: 1 })}
          >
            Confirm time
          </Button>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="clip">{screenText(scene.path ?? scene.name ?? '')}</p>
      <EditProblems edits={editsOf(waiting, uid)} />
      <div className="fields">
        <TextField
          label="Acquired"
          value={value.acquired_at == null ? '' : showAcquired(value, 'second')}
          placeholder="2024-03-02 02:31:07 UTC"
          blocked={blocked}
          problemOf={(text) => (readUtc(text) === null ? 'A time like 2024-03-02 02:31:07 UTC.' : null)}
          note={
            dayOnly(value)
              ? 'Only the day is known: put hour and minute in place of ??:??.'
              : `${value.acquired_confirmed === 1 ? 'Confirmed' : 'Not confirmed'}.`
          }
          onSave={(text) => save({ acquired_at: readUtc(text), acquired_confirmed: 1 })}
        />
        <TextField
          label="Name"
          value={value.name ?? ''}
          blocked={blocked}
          onSave={(name) => save({ name: name === '' ? null : name })}
        />
        <TextField
          label="Sensor"
          value={value.sensor ?? ''}
          blocked={blocked}
          onSave={(sensor) => save({ sensor: sensor === '' ? null : sensor })}
        />
        <TextField
          label="Provider"
          value={value.provider ?? ''}
          blocked={blocked}
          onSave={(provider) => save({ provider: provider === '' ? null : provider })}
        />
        <TextField
          label="Off nadir °"
          value={value.off_nadir_deg === null ? '' : String(value.off_nadir_deg)}
          note="Degrees; widens the ± of outlines that follow the deck."
          blocked={blocked}
          problemOf={(text) => (isAngle(text) ? null : 'Degrees from 0 to less than 90.')}
          onSave={(text) => save({ off_nadir_deg: text.trim() === '' ? null : Number(text) })}
        />
        <TextField
          label="Notes"
          value={value.notes ?? ''}
          rows={3}
          blocked={blocked}
          onSave={(notes) => save({ notes: notes === '' ? null : notes })}
        />
      </div>
      <SceneSources scene={value} />
    </Dialog>
  )
}

const isAngle = (text: string) => text.trim() === '' || (Number(text) >= 0 && Number(text) < 90)

function pendingScenePatch(edits: ReturnType<typeof editsOf>): ScenePatch {
  return edits.reduce<ScenePatch>(
    (patch, { request }) => (request.kind === 'scene.revise' ? { ...patch, ...request.patch } : patch),
    {},
  )
}
