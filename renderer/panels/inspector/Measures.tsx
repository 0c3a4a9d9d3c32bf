import type { Sighting } from '../../../src/domain/sighting.ts'
import { ringOf } from '../../../src/domain/polygon.ts'
import { readCoordinates } from '../../../src/geodesy/coordinates-text.ts'
import { areaErrorM2 } from '../../../src/geodesy/uncertainty.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { areaText } from '../../ui/area-text.ts'
import { showError, showHeading, showLonLat, showMetres } from '../../app/format.ts'
import type { EditRequest } from '../../state/edit-queue.ts'
import { exactEdit, exactPlace, typedRange, whyNotTyped, type ExactMeasure } from '../../state/exact-shape.ts'
import { nudgedPose, nudgesOf } from '../../state/nudge-work.ts'
import { notify } from '../../state/workbench-store.ts'
import { LengthComparison } from './LengthComparison.tsx'
import { MeasureField } from './MeasureField.tsx'

function areaError({ geom, length_error_m }: Sighting): number | null {
  return geom === null || length_error_m === null ? null : areaErrorM2(ringOf(geom), length_error_m)
}

/** Both headings of a hull without a known bow may stand one under the other. */
const twoLines = (text: string): string => text.replace('/', '/\u200b')

/** What the footprint measures, each number with its 95 % interval, and what can be done to the shape. */
export function Measures({ sighting }: { sighting: Sighting }) {
  const { session, workbench } = useDesk()
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const { length_m, length_error_m, beam_m, beam_error_m, heading_known, area_m2 } = sighting
  const edits = useProject((state) => state.edits)
  const nudge = useWorkbench((state) => state.nudge)
  const nudges = nudgesOf(sighting.uid, edits, nudge)
  const { lon, lat, heading_deg } = nudges.length === 0 ? sighting : nudgedPose(sighting, nudges)
  const save = (request: EditRequest) => void session.edit(request)
  const refuse = (subject: string, what: string, help: string) =>
    notify(workbench, 'problem', { subject, what, do: help })
  const saveMeasure = (name: string, what: ExactMeasure, typed: string) => {
    const request = exactEdit(sighting, what, Number(typed.replace(',', '.')))
    if (request !== null) save(request)
    else refuse(name, `“${typed}” was not taken: it is as it was.`, typedRange[what])
  }
  const savePlace = (typed: string) => {
    const read = readCoordinates(typed)
    const request = 'problem' in read ? null : exactPlace(sighting, read.place)
    if (request !== null) save(request)
    else if ('problem' in read) refuse('Position', `“${typed}” was not taken: it is as it was.`, read.problem)
  }
  const blocked = (what: ExactMeasure) =>
    readOnly ? 'This project is open for reading only.' : whyNotTyped(sighting, what)
  const field = (name: string, what: ExactMeasure, text: string, number: number | null) => (
    <MeasureField
      name={name}
      text={text}
      value={number === null ? '' : number.toFixed(1)}
      unit={what === 'heading' ? 'degrees' : 'metres'}
      blocked={blocked(what)}
      {...(what === 'length' ? { focusKey: 'measures' } : {})}
      onSave={(typed) => saveMeasure(name, what, typed)}
    />
  )
  return (
    <>
      <dl className="measures tabular">
        <div>
          <dt>Length</dt>
          <dd>
            {field('Length', 'length', showMetres(length_m), length_m)}{' '}
            <span>{showError(length_error_m)} m</span>
          </dd>
        </div>
        <div>
          <dt>Beam</dt>
          <dd>
            {field('Beam', 'beam', showMetres(beam_m), beam_m)} <span>{showError(beam_error_m)} m</span>
          </dd>
        </div>
        <div>
          <dt>Heading</dt>
          <dd data-small={heading_known === 0}>
            {field('Heading', 'heading', twoLines(showHeading(heading_deg, heading_known)), heading_deg)}{' '}
            <span>T</span>
          </dd>
        </div>
      </dl>
      <div className="measures-foot tabular">
        {lon === null || lat === null ? (
          <span>–</span>
        ) : (
          <MeasureField
            name="Position"
            text={showLonLat([lon, lat])}
            value={showLonLat([lon, lat])}
            unit="any notation"
            blocked={readOnly ? 'This project is open for reading only.' : null}
            onSave={savePlace}
          />
        )}
        <span>{area_m2 === null ? '' : areaText(area_m2, areaError(sighting))}</span>
      </div>
      <LengthComparison sighting={sighting} />
      <div className="measures-actions">
        <ActionButton id="sighting.reverse" tone="quiet">
          Swap bow
        </ActionButton>
        <ActionButton id="sighting.bow-unknown" tone="quiet">
          Bow unclear
        </ActionButton>
      </div>
    </>
  )
}
