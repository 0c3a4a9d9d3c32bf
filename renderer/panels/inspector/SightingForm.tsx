import {
  activities,
  berthStates,
  classConfidences,
  edges,
  vesselClasses,
  type Activity,
  type BerthState,
  type ClassConfidence,
  type Edge,
  type VesselClass,
} from '../../../src/domain/vocabulary.ts'
import { useProject } from '../../app/desk-context.ts'
import { classColor } from '../../state/class-groups.ts'
import { TermSelect } from '../../ui/TermSelect.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PlaceField } from './PlaceField.tsx'
import type { SightingEdit } from './use-sighting-edit.ts'

/** What the analyst says about a sighting beside its shape and its identity. Each field is one edit. */
export function SightingForm({ edit: { sighting, blocked, revise } }: { edit: SightingEdit }) {
  const hasPlaces = useProject((state) => state.index.places.size > 0)
  return (
    <div className="fields" role="group" aria-label="Labels of the sighting">
      <TermSelect<VesselClass>
        label="Class"
        vocabulary={vesselClasses}
        value={sighting.class}
        dotColor={classColor}
        blocked={blocked}
        onChange={(code) => revise({ class: code })}
      />
      <TermSelect<ClassConfidence>
        label="Class confidence"
        shortLabel="Confidence"
        vocabulary={classConfidences}
        value={sighting.class_confidence}
        blocked={blocked}
        onChange={(code) => revise({ class_confidence: code })}
      />
      <TermSelect<BerthState>
        label="Berth state"
        vocabulary={berthStates}
        value={sighting.berth_state}
        blocked={blocked}
        onChange={(code) => revise({ berth_state: code })}
      />
      {sighting.berth_state === 'rafted' ? (
        <RaftOrder
          value={sighting.raft_order}
          blocked={blocked}
          onSave={(raft_order) => revise({ raft_order })}
        />
      ) : null}
      <TermSelect<Activity>
        label="Activity"
        vocabulary={activities}
        value={sighting.activity}
        blocked={blocked}
        onChange={(code) => revise({ activity: code })}
      />
      {hasPlaces ? (
        <PlaceField
          value={sighting.place_uid}
          blocked={blocked}
          onSave={(place_uid) => revise({ place_uid })}
        />
      ) : null}
      <TermSelect<Edge>
        label="Outline follows"
        shortLabel="Outline"
        vocabulary={edges}
        value={sighting.edge}
        blocked={blocked}
        onChange={(code) => revise({ edge: code })}
      />
      <TextField
        label="Notes"
        value={sighting.notes ?? ''}
        rows={2}
        focusKey="notes"
        blocked={blocked}
        onSave={(notes) => revise({ notes: notes === '' ? null : notes })}
      />
    </div>
  )
}

const isRaftOrder = (text: string) => text.trim() === '' || /^[1-9][0-9]?$/.test(text.trim())

function RaftOrder({
  value,
  blocked,
  onSave,
}: {
  value: number | null
  blocked: string | null
  onSave: (order: number | null) => void
}) {
  return (
    <TextField
      label="Raft order"
      value={value === null ? '' : String(value)}
      placeholder="1 is nearest the quay"
      blocked={blocked}
      problemOf={(text) => (isRaftOrder(text) ? null : 'A whole number from 1 to 99.')}
      onSave={(text) => onSave(text.trim() === '' ? null : Number(text))}
    />
  )
}
