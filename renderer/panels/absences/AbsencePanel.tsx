import type { Absence } from '../../../src/domain/absence.ts'
import { namedSighting } from '../../../src/domain/origin.ts'
import { showInstant } from '../../../src/domain/time.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { absenceResults } from '../../../src/domain/vocabulary.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useProject } from '../../app/desk-context.ts'
import { nameRecords } from '../../state/named-records.ts'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'

/** What was looked for, where, with which result. */
export function AbsencePanel({ absence }: { absence: Absence }) {
  const index = useProject((state) => state.index)
  const vessel = index.vessels.get(absence.vessel_uid ?? '')
  const scene = index.scenes.get(absence.scene_uid ?? '')
  const from = index.sightings.get(namedSighting(absence.reason) ?? '')
  return (
    <>
      <PanelTitle title="Absence" />
      <dl className="facts tabular">
        <dt>Vessel</dt>
        <dd className="clip">{screenText(vesselTitle(vessel))}</dd>
        <dt>Result</dt>
        <dd>{absence.result === null ? '–' : absenceResults[absence.result].meaning}</dd>
        <dt>Looked on</dt>
        <dd>{scene?.acquired_at == null ? '–' : showInstant(scene.acquired_at)}</dd>
        <dt>Seen before</dt>
        <dd>{from?.observed_at == null ? '–' : showInstant(from.observed_at)}</dd>
        <dt>Reason</dt>
        <dd className="selectable">{screenText(nameRecords(absence.reason ?? '–', index))}</dd>
        <dt>Analyst</dt>
        <dd className="clip">{screenText(absence.analyst ?? '–')}</dd>
      </dl>
      <div className="panel-foot">
        <ActionButton id="absence.remove" tone="danger" />
      </div>
    </>
  )
}
