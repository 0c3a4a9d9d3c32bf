import { EditChoices, needsAttention, wordsOf } from '../panels/EditProblems.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PathQuestion } from '../panels/scenes/PathQuestion.tsx'
import { SceneFileNotices } from '../panels/scenes/SceneFileNotices.tsx'
import { closeNotice } from '../state/workbench-store.ts'
import { withNames } from '../state/named-records.ts'
import { editsOf, type QueuedEdit } from '../state/edit-queue.ts'
import { useDesk, useProject, useWorkbench } from './desk-context.ts'
import { ProjectBanner } from './ProjectBanner.tsx'

const words: Readonly<Record<QueuedEdit['request']['kind'], string>> = {
  'sighting.draw': 'Drawing a hull',
  'sighting.carry': 'Carrying a hull forward',
  'sighting.reshape': 'Reshaping a hull',
  'sighting.revise': 'Labelling',
  'sighting.remove': 'Deleting a sighting',
  'sighting.move': 'Moving sightings',
  'sighting.turn': 'Turning hulls',
  'sighting.copy': 'Copying hulls',
  'sighting.merge': 'Merging sightings',
  'sighting.link': 'Linking two sightings',
  'sighting.part': 'Parting two sightings',
  'sighting.absent': 'Recording an absence',
  'vessel.create': 'A new vessel',
  'vessel.revise': 'Vessel details',
  'vessel.remove': 'Deleting a vessel',
  'scene.revise': 'Scene details',
  'scene.remove': 'Removing a scene',
  'scene.shift': 'Shifting a scene',
  'scene.unshift': 'Removing a shift',
  'place.draw': 'Drawing a place',
  'place.revise': 'Place details',
  'place.remove': 'Deleting a place',
  'absence.record': 'Recording an absence',
  'absence.remove': 'Deleting an absence',
  undo: 'Undo',
  redo: 'Redo',
}

/** Messages over the map: edits that are not in the file yet first, then what there is to tell. */
export function Notices() {
  const { workbench } = useDesk()
  const index = useProject((state) => state.index)
  const notices = useWorkbench((state) => state.notices)
  const core = useWorkbench((state) => state.core)
  const edits = useProject((state) => state.edits)
  const selection = useWorkbench((state) => state.selection)
  // The inspector says it itself for the sighting that it shows.
  const [selected] = selection.size === 1 ? selection : []
  const inForm = selected === undefined ? [] : editsOf(edits, selected)
  const failed = edits.filter((edit) => needsAttention(edit) && !inForm.includes(edit)).slice(0, 3)
  return (
    <div className="notices">
      <ProjectBanner />
      {core === 'stopped' ? (
        <Notice
          tone="problem"
          report={{
            subject: 'Roadstead',
            what: 'The part that keeps the project stopped and is being started again.',
            do: 'Edits that were not saved are kept here.',
          }}
        />
      ) : null}
      <PathQuestion />
      <SceneFileNotices />
      {notices.map(({ id, tone, report }) => (
        <Notice
          key={id}
          tone={tone}
          report={withNames(report, index)}
          onClose={() => closeNotice(workbench, id)}
        />
      ))}
      {failed.map((edit) => (
        <Notice
          key={`edit-${edit.id}`}
          tone="problem"
          report={wordsOf(edit, `${words[edit.request.kind]} is not saved.`)}
        >
          <EditChoices edit={edit} />
        </Notice>
      ))}
    </div>
  )
}
