import { useState } from 'react'
import { newUid } from '../../../src/domain/identifiers.ts'
import { ringOf, type LonLat, type Polygon } from '../../../src/domain/polygon.ts'
import { placeKinds, PlaceKind } from '../../../src/domain/vocabulary.ts'
import { geodesicArea, geodesicPoint } from '../../../src/geodesy/ellipsoid.ts'
import { useDesk, useProject, useReadout, useWorkbench } from '../../app/desk-context.ts'
import { placesByName, placeTitle } from '../../state/watched-places.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

const longestName = 200
const [leastRadiusM, mostRadiusM] = [10, 50_000]

/** Names an area and keeps it as a place: the outline that was drawn, what is in sight, or a circle. */
export function PlaceDialog({ onClose }: { onClose: () => void }) {
  const { session, workbench } = useDesk()
  const area = useWorkbench((state) => state.newArea)
  const centre = useReadout((state) => state.centre)
  const index = useProject((state) => state.index)
  const [name, setName] = useState('')
  const [kind, setKind] = useState<PlaceKind>('area')
  const [parent, setParent] = useState('')
  const [shape, setShape] = useState<'outline' | 'circle'>(area === null ? 'circle' : 'outline')
  const [radius, setRadius] = useState('500')
  const radiusM = Number(radius)
  const circle = shape === 'circle'
  const outline = circle ? (centre === null ? null : circleAround(centre, radiusM)) : area
  const blocked =
    name.trim() === ''
      ? 'Give it a name.'
      : circle && !(radiusM >= leastRadiusM && radiusM <= mostRadiusM)
        ? `The radius is ${leastRadiusM} to ${mostRadiusM} metres.`
        : outline === null
          ? 'The map shows no place on Earth.'
          : null

  function add(): void {
    if (outline === null) return
    const uid = newUid()
    const parent_uid = parent === '' ? null : parent
    const patch = { name: name.trim().slice(0, longestName), kind, parent_uid }
    void session.edit({ kind: 'place.draw', uid, area: outline, patch })
    workbench.setState({ place: uid, newArea: null, tab: 'places', tool: 'select' })
  }

  return (
    <FormDialog title="New place" action="Add place" blocked={blocked} onSubmit={add} onClose={onClose}>
      <label htmlFor="place-name">Name</label>
      <input
        id="place-name"
        className="input"
        value={name}
        maxLength={longestName}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <label htmlFor="place-kind">Kind</label>
      <ChoiceSelect
        id="place-kind"
        title={placeKinds[kind].meaning}
        choices={PlaceKind.options.map((code) => ({ value: code, label: placeKinds[code].label }))}
        value={kind}
        onChange={setKind}
      />
      <label htmlFor="place-parent">Part of</label>
      <ChoiceSelect
        id="place-parent"
        choices={[
          { value: '', label: '–' },
          ...placesByName(index).map((place) => ({ value: place.uid, label: screenText(placeTitle(place)) })),
        ]}
        value={parent}
        onChange={setParent}
      />
      <label htmlFor="place-shape">Area</label>
      <ChoiceSelect<'outline' | 'circle'>
        id="place-shape"
        choices={[
          ...(area === null ? [] : [{ value: 'outline' as const, label: 'The outline on the map' }]),
          { value: 'circle', label: 'A circle around the middle of the map' },
        ]}
        value={shape}
        onChange={setShape}
      />
      {circle ? (
        <>
          <label htmlFor="place-radius">Radius m</label>
          <input
            id="place-radius"
            className="input"
            inputMode="numeric"
            value={radius}
            onChange={(event) => setRadius(event.target.value)}
          />
        </>
      ) : null}
      <span className="field-note">
        {outline === null ? '' : `${(geodesicArea(ringOf(outline)) / 1e6).toFixed(2)} km²`}
      </span>
    </FormDialog>
  )
}

/** A polygon of 48 corners, all at the same distance. */
function circleAround(centre: LonLat, radiusM: number): Polygon | null {
  if (!Number.isFinite(radiusM) || radiusM <= 0 || radiusM > mostRadiusM) return null
  const corners = Array.from({ length: 49 }, (_, i): [number, number] => {
    const [lon, lat] = geodesicPoint(centre, 360 - ((i % 48) * 360) / 48, radiusM)
    return [lon, lat]
  })
  return { type: 'Polygon', coordinates: [corners] }
}
