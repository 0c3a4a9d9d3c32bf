import type { Sighting, SightingPatch } from '../../../src/domain/sighting.ts'
import {
  activities,
  berthStates,
  classConfidences,
  vesselClasses,
  type Activity,
  type BerthState,
  type ClassConfidence,
  type VesselClass,
} from '../../../src/domain/vocabulary.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { classColor } from '../../state/class-groups.ts'
import { TermSelect } from '../../ui/TermSelect.tsx'
import { lengthsText } from './lengths-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'

/** Labels for several sightings at once; a field shows the value that all of them share. */
export function ManySightings({ uids }: { uids: readonly string[] }) {
  const { session } = useDesk()
  const sightings = useProject((state) => state.index.sightings)
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const chosen = uids.map((uid) => sightings.get(uid)).filter((sighting) => sighting !== undefined)
  const shared = <K extends 'class' | 'class_confidence' | 'berth_state' | 'activity'>(field: K) => {
    const [first] = chosen
    return first !== undefined && chosen.every((one) => one[field] === first[field]) ? first[field] : null
  }
  const revise = (patch: SightingPatch) =>
    void session.edit({ kind: 'sighting.revise', uids: [...uids], patch })
  const blocked = readOnly ? 'This project is open for reading only.' : null
  return (
    <>
      <PanelTitle title="Sightings" count={`${uids.length} selected`} />
      <div className="fields">
        <TermSelect<VesselClass>
          label="Class"
          vocabulary={vesselClasses}
          value={shared('class')}
          dotColor={classColor}
          blocked={blocked}
          onChange={(code) => revise({ class: code })}
        />
        <TermSelect<ClassConfidence>
          label="Class confidence"
          shortLabel="Confidence"
          vocabulary={classConfidences}
          value={shared('class_confidence')}
          blocked={blocked}
          onChange={(code) => revise({ class_confidence: code })}
        />
        <TermSelect<BerthState>
          label="Berth state"
          vocabulary={berthStates}
          value={shared('berth_state')}
          blocked={blocked}
          onChange={(code) => revise({ berth_state: code })}
        />
        <TermSelect<Activity>
          label="Activity"
          vocabulary={activities}
          value={shared('activity')}
          blocked={blocked}
          onChange={(code) => revise({ activity: code })}
        />
      </div>
      <div className="measures-actions">
        <ActionButton id="sighting.merge" tone="quiet">
          Merge
        </ActionButton>
        <ActionButton id="sighting.copy" tone="quiet">
          Copy to another date
        </ActionButton>
      </div>
      <TwoLengths chosen={chosen} />
      <div className="panel-foot">
        <ActionButton id="sighting.remove" tone="danger">
          Delete {uids.length} sightings
        </ActionButton>
      </div>
    </>
  )
}

/** Whether two hulls that are selected can be told apart by their length. */
function TwoLengths({ chosen }: { chosen: readonly Sighting[] }) {
  const [one, other] = chosen
  if (chosen.length !== 2 || one === undefined || other === undefined) return null
  const text = lengthsText(one, other, 'that of the other')
  return text === null ? null : (
    <p className="measures-foot" role="note">
      <span>{text}</span>
    </p>
  )
}
