import { X } from 'lucide-react'
import { useState } from 'react'
import { evidenceConfirms, type Evidence } from '../../../src/domain/sighting.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import {
  identityConfidences,
  identityKinds,
  type IdentityConfidence,
  type IdentityKind,
} from '../../../src/domain/vocabulary.ts'
import { useProject } from '../../app/desk-context.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { TermSelect } from '../../ui/TermSelect.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'
import { VesselFields } from './VesselFields.tsx'
import { VesselPicker } from './VesselPicker.tsx'
import { vesselsOfSize } from './vessel-search.ts'
import type { SightingEdit } from './use-sighting-edit.ts'

/** Which vessel it is, how sure that is, and on what evidence. */
export function IdentityForm({ edit }: { edit: SightingEdit }) {
  const { sighting, blocked, revise } = edit
  const index = useProject((state) => state.index)
  const vessel = sighting.vessel_uid === null ? null : (index.vessels.get(sighting.vessel_uid) ?? null)
  const [refused, setRefused] = useState(false)
  const basis = sighting.identity_basis ?? []
  const canConfirm = evidenceConfirms(basis)
  const fits = vessel === null ? vesselsOfSize(index, sighting, 4) : []

  function setConfidence(code: IdentityConfidence): void {
    const refuse = code === 'confirmed' && !canConfirm
    setRefused(refuse)
    if (!refuse) revise({ identity_confidence: code })
  }
  return (
    <>
      <PanelTitle title="Identity" />
      <div className="fields" role="group" aria-label="Identity">
        <VesselPicker edit={edit} />
        {fits.length === 0 ? null : (
          <>
            <span className="field-label">Fits by size</span>
            <span className="chips">
              {fits.map(({ vessel: fit, lengthM }) => (
                <Button
                  key={fit.uid}
                  className="chip clip"
                  blocked={blocked}
                  onClick={() => revise({ vessel_uid: fit.uid })}
                >
                  {screenText(vesselTitle(fit))} <span className="faint">{Math.round(lengthM)} m</span>
                </Button>
              ))}
            </span>
          </>
        )}
        <TermSelect<IdentityConfidence>
          label="Identity confidence"
          shortLabel="Identity"
          vocabulary={identityConfidences}
          value={sighting.identity_confidence}
          blocked={blocked}
          onChange={setConfidence}
        />
        {refused && !canConfirm ? (
          <span className="field-note warn" role="alert">
            Confirmed asks for at least two independent kinds of evidence. Add them first, or choose probable.
          </span>
        ) : null}
        <EvidenceList
          basis={basis}
          isConfirmed={sighting.identity_confidence === 'confirmed'}
          blocked={blocked}
          onSave={(identity_basis) => revise({ identity_basis })}
        />
        {sighting.identity_confidence === 'probable' && canConfirm ? (
          <span className="field-note good">Two independent kinds agree: it can be confirmed.</span>
        ) : null}
      </div>
      {vessel === null ? null : (
        <>
          <hr />
          <PanelTitle title="Vessel" />
          <div className="fields" role="group" aria-label="Particulars of the vessel">
            <VesselFields vessel={vessel} blocked={blocked} />
          </div>
        </>
      )}
    </>
  )
}

function EvidenceList({
  basis,
  isConfirmed,
  blocked,
  onSave,
}: {
  basis: readonly Evidence[]
  isConfirmed: boolean
  blocked: string | null
  onSave: (basis: Evidence[]) => void
}) {
  const used = new Set(basis.map(({ kind }) => kind))
  const whyKept = (i: number) =>
    isConfirmed && !evidenceConfirms(basis.filter((_, j) => j !== i))
      ? 'Confirmed rests on it: choose probable first, or add another kind.'
      : null
  const entries = () =>
    (Object.keys(identityKinds) as IdentityKind[]).map((kind) => ({
      label: identityKinds[kind].label,
      blocked: used.has(kind) && kind !== 'other' ? 'It is there already.' : null,
      run: () => onSave([...basis, { kind, note: '' }]),
    }))
  return (
    <>
      {basis.map(({ kind, note }, i) => (
        <div key={`${kind}-${i}`} className="evidence">
          <TextField
            label={identityKinds[kind].label}
            value={note}
            placeholder="how it was seen"
            blocked={blocked}
            onSave={(text) => onSave(basis.map((each, j) => (j === i ? { kind, note: text } : each)))}
          />
          <IconButton
            label={`Remove evidence: ${identityKinds[kind].label}`}
            blocked={blocked ?? whyKept(i)}
            onClick={() => onSave(basis.filter((_, j) => j !== i))}
          >
            <X size={13} />
          </IconButton>
        </div>
      ))}
      <span className="field-label">Evidence</span>
      <span className="chips">
        <MenuButton
          trigger={
            <Button className="chip faint" blocked={blocked}>
              + add evidence
            </Button>
          }
          entries={entries}
        />
      </span>
    </>
  )
}
