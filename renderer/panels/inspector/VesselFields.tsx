import { imoCheckDigitFits, mmsiDoubt, normaliseImo } from '../../../src/domain/identifiers.ts'
import type { Vessel, VesselPatch } from '../../../src/domain/vessel.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { editsOf } from '../../state/edit-queue.ts'
import { TextField } from '../../ui/TextField.tsx'
import { EditProblems } from '../EditProblems.tsx'

/** What is known of the vessel itself. Doubtful numbers are flagged and kept: documents contain mistakes. */
export function VesselFields({ vessel: stored, blocked }: { vessel: Vessel; blocked: string | null }) {
  const { session } = useDesk()
  const waiting = useProject((state) => state.edits)
  const edits = editsOf(waiting, stored.uid)
  const pending = edits.reduce<VesselPatch>(
    (patch, { request }) => (request.kind === 'vessel.revise' ? { ...patch, ...request.patch } : patch),
    {},
  )
  const vessel = { ...stored, ...pending }
  const save = (patch: VesselPatch) => void session.edit({ kind: 'vessel.revise', uid: stored.uid, patch })
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return (
    <>
      <TextField
        label="Name"
        value={vessel.name ?? ''}
        blocked={blocked}
        onSave={(text) => save({ name: orNull(text) })}
      />
      <TextField
        label="IMO"
        value={vessel.imo ?? ''}
        blocked={blocked}
        problem={imoRemark(vessel.imo ?? null)}
        onSave={(text) => save({ imo: normaliseImo(text) ?? orNull(text) })}
      />
      <TextField
        label="MMSI"
        value={vessel.mmsi ?? ''}
        blocked={blocked}
        problem={vessel.mmsi == null ? null : mmsiDoubt(vessel.mmsi)}
        onSave={(text) => save({ mmsi: orNull(text) })}
      />
      <TextField
        label="Flag"
        value={vessel.flag ?? ''}
        blocked={blocked}
        onSave={(text) => save({ flag: orNull(text) })}
      />
      {edits.length === 0 ? null : (
        <div className="field-note">
          <EditProblems edits={edits} />
        </div>
      )}
    </>
  )
}

/** What is doubtful about an IMO number; null where nothing is. */
export function imoRemark(imo: string | null): string | null {
  if (imo === null) return null
  if (!/^[1-9][0-9]{6}$/.test(imo)) return 'An IMO number has seven digits.'
  return imoCheckDigitFits(imo) ? null : 'The check digit does not fit: one digit may be misread.'
}
