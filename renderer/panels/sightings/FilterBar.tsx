import { vesselClasses } from '../../../src/domain/vocabulary.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { classGroups } from '../../state/class-groups.ts'
import type { SightingFilter } from '../../state/workbench-store.ts'
import { placesByName, placeTitle } from '../../state/watched-places.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Kbd } from '../../ui/Kbd.tsx'

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
      <select
        className="quiet-select"
        aria-label="Class filter"
        value={filter.classCode ?? ''}
        onChange={(event) => change({ classCode: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">any class</option>
        {classGroups.map(({ code, label }) => (
          <optgroup key={code} label={label}>
            <option value={code}>{code in vesselClasses ? label : `${label}: all`}</option>
            {Object.entries(vesselClasses)
              .filter(([known]) => known.startsWith(`${code}.`))
              .map(([known, term]) => (
                <option key={known} value={known}>
                  {term.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {places.length === 0 ? null : (
        <select
          className="quiet-select"
          aria-label="Place filter"
          value={filter.place ?? ''}
          onChange={(event) => change({ place: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">any place</option>
          {places.map((place) => (
            <option key={place.uid} value={place.uid}>
              {screenText(placeTitle(place))}
            </option>
          ))}
        </select>
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
