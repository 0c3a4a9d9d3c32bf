import { Kbd } from '../../ui/Kbd.tsx'
import { useProject, useWorkbench } from '../../app/desk-context.ts'
import { RecordDrafts } from '../../app/RecordDrafts.tsx'
import { editsOf } from '../../state/edit-queue.ts'
import { sightingsOfScene } from '../../state/project-index.ts'
import { EditProblems } from '../EditProblems.tsx'
import { AbsencePanel } from '../absences/AbsencePanel.tsx'
import { PlacePanel } from '../places/PlacePanel.tsx'
import { PanelTitle } from '../PanelTitle.tsx'
import { HullPortrait } from './HullPortrait.tsx'
import { IdentityForm } from './IdentityForm.tsx'
import { ManySightings } from './ManySightings.tsx'
import { Measures } from './Measures.tsx'
import { Provenance } from './Provenance.tsx'
import { SightingForm } from './SightingForm.tsx'
import { LostDrafts } from './LostDrafts.tsx'
import { useSightingEdit } from './use-sighting-edit.ts'

/** Everything about what is selected. */
export function InspectorPanel() {
  const selection = useWorkbench((state) => state.selection)
  const [uid] = selection
  const watched = useWorkbench((state) => state.place)
  const place = useProject(({ index }) => index.places.get(watched ?? ''))
  const absence = useProject(({ index }) => index.absences.get(uid ?? ''))
  return (
    <section className="inspector" role="region" aria-label="Inspector" tabIndex={-1} data-focus="inspector">
      {absence !== undefined && selection.size === 1 ? (
        <AbsencePanel absence={absence} />
      ) : uid === undefined && place !== undefined ? (
        <PlacePanel key={place.uid} place={place} />
      ) : uid === undefined ? (
        <NothingSelected />
      ) : selection.size > 1 ? (
        <ManySightings uids={[...selection]} />
      ) : (
        <OneSighting key={uid} uid={uid} />
      )}
    </section>
  )
}

function NothingSelected() {
  return (
    <>
      <PanelTitle title="Sighting" />
      <p className="panel-empty">
        Select a hull on the map or a row of the table to see and edit it here, or press <Kbd keys="H" /> to
        draw one.
      </p>
    </>
  )
}

function OneSighting({ uid }: { uid: string }) {
  const edit = useSightingEdit(uid)
  const index = useProject((state) => state.index)
  const waiting = useProject((state) => state.edits)
  const edits = editsOf(waiting, uid)
  if (edit === null)
    return (
      <>
        <PanelTitle title="Sighting" />
        <p className="panel-empty" role="status">
          {edits.length > 0
            ? 'This hull is not in the project file yet.'
            : 'This sighting is no longer there.'}
        </p>
        <EditProblems edits={edits} />
        <LostDrafts record={uid} />
      </>
    )
  const siblings = sightingsOfScene(index, edit.sighting.scene_uid)
  const place = siblings.findIndex((sibling) => sibling.uid === uid) + 1
  return (
    <RecordDrafts record={uid}>
      <PanelTitle title="Sighting">
        <span className="faint">
          {place} of {siblings.length}
        </span>
      </PanelTitle>
      <HullPortrait sighting={edit.sighting} />
      <Measures sighting={edit.sighting} />
      <EditProblems edits={edits} />
      <hr />
      <SightingForm edit={edit} />
      <hr />
      <IdentityForm edit={edit} />
      <hr />
      <Provenance sighting={edit.sighting} />
    </RecordDrafts>
  )
}
