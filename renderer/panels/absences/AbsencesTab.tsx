import { useMemo } from 'react'
import type { Absence } from '../../../src/domain/absence.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { absenceResults } from '../../../src/domain/vocabulary.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { nameRecords } from '../../state/named-records.ts'
import { showRecord } from '../../state/show-record.ts'
import { placeTitle } from '../../state/watched-places.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Table, TableRow } from '../../ui/Table.tsx'

const heads = ['Vessel', 'Date', 'Result', 'Place', 'Reason', 'Analyst'].map((label) => ({ label }))

/** What was looked for and not found, newest date first; a click selects it and shows its scene. */
export function AbsencesTab() {
  const index = useProject((state) => state.index)
  const dateOf = (absence: Absence) => index.scenes.get(absence.scene_uid ?? '')?.acquired_at ?? ''
  const absences = useMemo(
    () =>
      [...index.absences.values()].sort((a, b) =>
        dateOf(a) === dateOf(b) ? (a.uid < b.uid ? -1 : 1) : dateOf(a) < dateOf(b) ? 1 : -1,
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the dates come from the same index
    [index.absences, index.scenes],
  )
  if (absences.length === 0)
    return (
      <p className="panel-empty">
        No absences yet. A hull that is gone, or cannot be told, when the last date is carried forward is
        listed here.
      </p>
    )
  return (
    <Table name="Absences" columns="absences" heads={heads}>
      {absences.map((absence) => (
        <AbsenceLine key={absence.uid} absence={absence} date={dateOf(absence)} />
      ))}
    </Table>
  )
}

function AbsenceLine({ absence, date }: { absence: Absence; date: string }) {
  const desk = useDesk()
  const reason = useProject(({ index }) => nameRecords(absence.reason ?? '–', index))
  const vessel = useProject(({ index }) => index.vessels.get(absence.vessel_uid ?? ''))
  const place = useProject(({ index }) => index.places.get(absence.place_uid ?? ''))
  const selected = useWorkbench(({ selection }) => selection.has(absence.uid))
  return (
    <TableRow selected={selected} onChoose={() => showRecord(desk, absence.uid)}>
      <span role="cell" className="clip">
        {screenText(vesselTitle(vessel))}
      </span>
      <span role="cell">{date === '' ? '–' : date.slice(0, 10)}</span>
      <span role="cell">{absence.result === null ? '–' : absenceResults[absence.result].label}</span>
      <span role="cell" className="clip">
        {place === undefined ? '–' : screenText(placeTitle(place))}
      </span>
      <span role="cell" className="clip" title={screenText(reason)}>
        {screenText(reason)}
      </span>
      <span role="cell" className="clip">
        {screenText(absence.analyst ?? '–')}
      </span>
    </TableRow>
  )
}
