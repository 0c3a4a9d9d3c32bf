import type { Place } from '../../../src/domain/place.ts'
import { placeKinds } from '../../../src/domain/vocabulary.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { choosePlace } from '../../state/actions/watch-actions.ts'
import { placesByName, placeTitle, scenesOf, sightingsAt } from '../../state/watched-places.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Table, TableRow } from '../../ui/Table.tsx'

const heads = [
  { label: 'Name' },
  { label: 'Kind' },
  { label: 'Part of' },
  { label: 'Scenes', number: true },
  { label: 'Sightings', number: true },
  { label: 'Last seen' },
] as const

/** The places of the project; a click goes there. */
export function PlacesTab() {
  const index = useProject((state) => state.index)
  if (index.places.size === 0)
    return (
      <div className="panel-empty places-empty">
        No places yet. Draw one, or keep what is in sight as one, to follow it from date to date.
        <span className="chips">
          <ActionButton id="tool.place" />
          <ActionButton id="place.add" />
        </span>
      </div>
    )
  return (
    <Table name="Places" columns="places" heads={heads}>
      {placesByName(index).map((place) => (
        <PlaceLine key={place.uid} place={place} />
      ))}
    </Table>
  )
}

function PlaceLine({ place }: { place: Place }) {
  const desk = useDesk()
  const index = useProject((state) => state.index)
  const chosen = useWorkbench((state) => state.place === place.uid)
  const sightings = sightingsAt(index, place)
  const parent = index.places.get(place.parent_uid ?? '')
  return (
    <TableRow selected={chosen} onChoose={() => choosePlace(desk, place.uid)}>
      <span role="cell" className="clip">
        {screenText(placeTitle(place))}
      </span>
      <span role="cell">{place.kind === null ? '–' : placeKinds[place.kind].label}</span>
      <span role="cell" className="clip">
        {parent === undefined ? '–' : screenText(placeTitle(parent))}
      </span>
      <span role="cell" className="number">
        {scenesOf(index, place).length}
      </span>
      <span role="cell" className="number">
        {sightings.length}
      </span>
      <span role="cell">{sightings.at(-1)?.observed_at?.slice(0, 10) ?? '–'}</span>
    </TableRow>
  )
}
