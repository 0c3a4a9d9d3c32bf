import type { Place } from '../../../src/domain/place.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { placeKinds, type PlaceKind } from '../../../src/domain/vocabulary.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { RecordDrafts } from '../../app/RecordDrafts.tsx'
import { editsOf } from '../../state/edit-queue.ts'
import { isWithin, liesAt, occupancyOf, placeTitle, scenesOf } from '../../state/watched-places.ts'
import { sightingsOfScene } from '../../state/project-index.ts'
import { TermSelect } from '../../ui/TermSelect.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { EditProblems } from '../EditProblems.tsx'
import { PanelTitle } from '../PanelTitle.tsx'
import { PlaceField } from '../inspector/PlaceField.tsx'

/** A place that is watched: its name, the dates on which it can be seen, and what can be done with it. */
export function PlacePanel({ place }: { place: Place }) {
  const { session } = useDesk()
  const index = useProject((state) => state.index)
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const waiting = useProject((state) => state.edits)
  const blocked = readOnly ? 'This project is open for reading only.' : null
  const revise = (patch: Partial<Pick<Place, 'name' | 'kind' | 'parent_uid' | 'notes'>>) =>
    void session.edit({ kind: 'place.revise', uid: place.uid, patch })
  const scenes = [...scenesOf(index, place)].reverse()
  return (
    <RecordDrafts record={place.uid}>
      <PanelTitle title="Place">
        <ActionButton id="place.leave" tone="quiet">
          Close
        </ActionButton>
      </PanelTitle>
      <div className="fields" role="group" aria-label="Place">
        <TextField
          label="Name"
          value={place.name ?? ''}
          blocked={blocked}
          onSave={(name) => revise({ name: name.trim() === '' ? null : name.trim() })}
        />
        <TermSelect<PlaceKind>
          label="Kind"
          vocabulary={placeKinds}
          value={place.kind}
          blocked={blocked}
          onChange={(kind) => revise({ kind })}
        />
        <PlaceField
          label="Part of"
          value={place.parent_uid}
          blocked={blocked}
          // A place that is part of itself would have no end.
          leaveOut={(uid) => isWithin(index, uid, place.uid)}
          onSave={(parent_uid) => revise({ parent_uid })}
        />
        <TextField
          label="Notes"
          value={place.notes ?? ''}
          rows={2}
          blocked={blocked}
          onSave={(notes) => revise({ notes: notes === '' ? null : notes })}
        />
      </div>
      <EditProblems edits={editsOf(waiting, place.uid)} />
      <div className="panel-foot place-actions">
        <ActionButton id="place.go-to" />
        <ActionButton id="place.next-date" />
        <ActionButton id="place.filter" />
        <ActionButton id="place.remove" tone="danger" />
      </div>
      <hr />
      <PanelTitle title="Dates" count={scenes.length} />
      {scenes.length === 0 ? (
        <p className="panel-empty">No scene shows the middle of {screenText(placeTitle(place))}.</p>
      ) : (
        <ul className="place-dates" aria-label="Dates of the place">
          {scenes.map((scene) => (
            <li key={scene.uid}>
              <DateOfPlace place={place} scene={scene} />
            </li>
          ))}
        </ul>
      )}
    </RecordDrafts>
  )
}

/** A date of the place: what lies there, how many of its berths are taken; a click shows it. */
function DateOfPlace({ place, scene }: { place: Place; scene: Scene }) {
  const { session } = useDesk()
  const index = useProject((state) => state.index)
  const shown = useWorkbench((state) => state.shown)
  const hulls = sightingsOfScene(index, scene.uid).filter((one) => liesAt(index, one, place)).length
  const taken = occupancyOf(index, place, scene)
  return (
    <button type="button" aria-current={scene.uid === shown} onClick={() => session.scenes.show(scene.uid)}>
      <span className="tabular">{scene.acquired_at?.slice(0, 10) ?? 'time unknown'}</span>
      <span className="clip dim">{screenText(scene.sensor ?? scene.name ?? '')}</span>
      <span className="faint tabular">
        {hulls} {hulls === 1 ? 'hull' : 'hulls'}
        {taken === null ? '' : ` · ${taken.occupied} of ${taken.total} berths`}
      </span>
    </button>
  )
}
