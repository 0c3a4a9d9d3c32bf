import { vesselClasses } from '../../../src/domain/vocabulary.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { classGroups } from '../../state/class-groups.ts'
import type { SightingFilter } from '../../state/workbench-store.ts'
import { placesByName, placeTitle } from '../../state/watched-places.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { ChoiceSelect, type ChoiceGroup } from '../../ui/ChoiceSelect.tsx'

const classChoices: readonly ChoiceGroup<string>[] = [
  { heading: null, choices: [{ value: '', label: 'any class' }] },
  ...classGroups.map(({ code, label }) => ({
    heading: label,
    choices: [
      { value: code, label: code in vesselClasses ? label : `${label}: all` },
      ...Object.entries(vesselClasses)
        .filter(([known]) => known.startsWith(`${code}.`))
        .map(([known, term]) => ({ value: known, label: term.label })),
    ],
  })),
]

/** Text, class and scene: what the table lists; the map dims the rest. */
export function FilterBar() {
  const { workbench } = useDesk()
  const filter = useWorkbench((state) => state.filter)
  const index = useProject((state) => state.index)
  const places = placesByName(index)
  const change = (part: Partial<SightingFilter>) => workbench.setState({ filter: { ...filter, ...part } })
  return (
    <div className="filter-bar" role="search" aria-label="Sightings filter">
      <span className="input filter-text">
        <input
          type="search"
          aria-label="Filter sightings"
          placeholder="filter"
          data-focus="filter"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (filter.text === '') event.currentTarget.blur()
            else change({ text: '' })
            event.stopPropagation()
          }}
        />
        <Kbd keys="/" />
      </span>
      <ChoiceSelect
        className="quiet-select"
        label="Class filter"
        choices={classChoices}
        value={filter.classCode ?? ''}
        onChange={(code) => change({ classCode: code === '' ? null : code })}
      />
      {places.length === 0 ? null : (
        <ChoiceSelect
          className="quiet-select"
          label="Place filter"
          choices={[
            { value: '', label: 'any place' },
            ...places.map((place) => ({ value: place.uid, label: screenText(placeTitle(place)) })),
          ]}
          value={filter.place ?? ''}
          onChange={(uid) => change({ place: uid === '' ? null : uid })}
        />
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={filter.thisScene}
          onChange={(event) => change({ thisScene: event.target.checked })}
        />
        this scene
      </label>
    </div>
  )
}
