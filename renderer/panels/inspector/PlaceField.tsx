import { useId } from 'react'
import { placeKinds } from '../../../src/domain/vocabulary.ts'
import { useProject } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'

/** Which known place the vessel lies at. */
export function PlaceField({
  label = 'Place',
  value,
  blocked,
  leaveOut = () => false,
  onSave,
}: {
  value: string | null
  blocked: string | null
  leaveOut?: (place: string) => boolean
  label?: string
  onSave: (place: string | null) => void
}) {
  const id = useId()
  const places = useProject((state) => state.index.places)
  const named = [...places.values()]
    .filter(({ uid }) => !leaveOut(uid))
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en'))
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value ?? ''}
        disabled={blocked !== null}
        onChange={(event) => onSave(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">–</option>
        {named.map(({ uid, name, kind }) => (
          <option key={uid} value={uid}>
            {screenText(name ?? 'unnamed place')}
            {kind === null ? '' : ` (${placeKinds[kind].label.toLowerCase()})`}
          </option>
        ))}
      </select>
    </>
  )
}
