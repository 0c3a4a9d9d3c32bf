import { imoDoubt, normaliseImo } from '../../../src/domain/identifiers.ts'
import { mmsiDoubt } from '../../../src/domain/mmsi.ts'
import type { Vessel, VesselPatch } from '../../../src/domain/vessel.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { RecordDrafts } from '../../app/RecordDrafts.tsx'
import { editsOf } from '../../state/edit-queue.ts'
import { TextField } from '../../ui/TextField.tsx'
import { EditProblems } from '../EditProblems.tsx'
import {
  aliasesOf,
  aliasesProblem,
  builtProblem,
  metresOf,
  metresProblem,
  numberTaken,
} from './vessel-search.ts'

/** What is known of the vessel itself. Doubtful numbers are flagged and kept: documents contain mistakes. */
export function VesselFields({ vessel: stored, blocked }: { vessel: Vessel; blocked: string | null }) {
  const { session } = useDesk()
  const index = useProject((state) => state.index)
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
    <RecordDrafts key={stored.uid} record={stored.uid}>
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
        doubtOf={(text) => imoDoubt(text) ?? numberTaken(index, vessel, 'imo', text)}
        onSave={(text) => save({ imo: normaliseImo(text) ?? orNull(text) })}
      />
      <TextField
        label="MMSI"
        value={vessel.mmsi ?? ''}
        blocked={blocked}
        doubtOf={(text) => mmsiDoubt(text, vessel.flag) ?? numberTaken(index, vessel, 'mmsi', text)}
        onSave={(text) => save({ mmsi: orNull(text) })}
      />
      <TextField
        label="Flag"
        value={vessel.flag ?? ''}
        blocked={blocked}
        onSave={(text) => save({ flag: orNull(text) })}
      />
      <TextField
        label="Call sign"
        value={vessel.call_sign ?? ''}
        blocked={blocked}
        onSave={(text) => save({ call_sign: orNull(text) })}
      />
      <TextField
        label="Length m"
        value={vessel.length_m === null ? '' : String(vessel.length_m)}
        blocked={blocked}
        problemOf={metresProblem}
        onSave={(text) => save({ length_m: metresOf(text) })}
      />
      <TextField
        label="Beam m"
        value={vessel.beam_m === null ? '' : String(vessel.beam_m)}
        blocked={blocked}
        problemOf={metresProblem}
        onSave={(text) => save({ beam_m: metresOf(text) })}
      />
      <TextField
        label="Year built"
        value={vessel.built === null ? '' : String(vessel.built)}
        blocked={blocked}
        problemOf={builtProblem}
        onSave={(text) => save({ built: text.trim() === '' ? null : Number(text) })}
      />
      <TextField
        label="Also named"
        value={(vessel.aliases ?? []).join('; ')}
        placeholder="one; another"
        blocked={blocked}
        problemOf={aliasesProblem}
        onSave={(text) => save({ aliases: [...aliasesOf(text)] })}
      />
      {edits.length === 0 ? null : (
        <div className="field-note">
          <EditProblems edits={edits} />
        </div>
      )}
    </RecordDrafts>
  )
}
