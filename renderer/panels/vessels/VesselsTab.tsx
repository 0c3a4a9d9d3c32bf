import { useMemo } from 'react'
import { vesselTitle, type Vessel } from '../../../src/domain/vessel.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import { sightingsOfVessel } from '../../state/project-index.ts'
import { select } from '../../state/workbench-store.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Table, TableRow } from '../../ui/Table.tsx'

const heads = [
  { label: 'Name' },
  { label: 'IMO' },
  { label: 'MMSI' },
  { label: 'Flag' },
  { label: 'Class' },
  { label: 'Length m', number: true },
  { label: 'Sightings', number: true },
  { label: 'First seen' },
  { label: 'Last seen' },
] as const

/** The vessels of the project, by name; a click selects the latest sighting. */
export function VesselsTab() {
  const index = useProject((state) => state.index)
  const vessels = useMemo(
    () => [...index.vessels.values()].sort((a, b) => vesselTitle(a).localeCompare(vesselTitle(b), 'en')),
    [index.vessels],
  )
  if (vessels.length === 0)
    return (
      <p className="panel-empty">
        No vessels yet. Select a sighting and press N to name the ship that it shows.
      </p>
    )
  return (
    <Table name="Vessels" columns="vessels" heads={heads}>
      {vessels.map((vessel) => (
        <VesselLine key={vessel.uid} vessel={vessel} />
      ))}
    </Table>
  )
}

function VesselLine({ vessel }: { vessel: Vessel }) {
  const { workbench, session } = useDesk()
  const index = useProject((state) => state.index)
  const sightings = sightingsOfVessel(index, vessel.uid)
  const selected = useWorkbench(({ selection }) => sightings.some(({ uid }) => selection.has(uid)))
  const [first, last] = [sightings[0], sightings.at(-1)]
  const choose = () => {
    if (last === undefined) return
    session.scenes.show(last.scene_uid)
    select(workbench, [last.uid])
  }
  return (
    <TableRow
      selected={selected}
      title={last === undefined ? 'This vessel has no sighting.' : undefined}
      onChoose={choose}
    >
      <span role="cell" className="clip">
        {screenText(vesselTitle(vessel))}
      </span>
      <span role="cell">{screenText(vessel.imo ?? '–')}</span>
      <span role="cell">{screenText(vessel.mmsi ?? '–')}</span>
      <span role="cell" className="clip">
        {screenText(vessel.flag ?? '–')}
      </span>
      <span role="cell" className="clip">
        {vessel.class === null ? null : (
          <i className="dot" style={{ background: classColor(vessel.class), marginRight: 6 }} />
        )}
        {classLabel(vessel.class)}
      </span>
      <span role="cell" className="number">
        {vessel.length_m?.toFixed(0) ?? '–'}
      </span>
      <span role="cell" className="number">
        {sightings.length}
      </span>
      <span role="cell">{first?.observed_at?.slice(0, 10) ?? '–'}</span>
      <span role="cell">{last?.observed_at?.slice(0, 10) ?? '–'}</span>
    </TableRow>
  )
}
