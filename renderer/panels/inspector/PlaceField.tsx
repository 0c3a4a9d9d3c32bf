import { useId } from 'react'
import { placeKinds } from '../../../src/domain/vocabulary.ts'
import { useProject } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

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
      <ChoiceSelect
        id={id}
        blocked={blocked}
        choices={[
          { value: '', label: '–' },
          ...named.map(({ uid, name, kind }) => ({
            value: uid,
            label: `${screenText(name ?? 'unnamed place')}${kind === null ? '' : ` (${placeKinds[kind].label.toLowerCase()})`}`,
          })),
        ]}
        value={value ?? ''}
        onChange={(uid) => onSave(uid === '' ? null : uid)}
      />
    </>
  )
}
