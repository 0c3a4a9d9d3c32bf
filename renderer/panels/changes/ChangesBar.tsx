import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

/** Between what to say what changed, and what can be done about the chosen row. */
export function ChangesBar() {
  const { workbench } = useDesk()
  const along = useWorkbench((state) => state.changesAlong)
  const places = useProject((state) => state.index.places)
  return (
    <div className="changes-bar">
      {along === null ? (
        <>
          <ActionButton id="changes.accept" tone="quiet">
            Accept
          </ActionButton>
          <ActionButton id="changes.reject" tone="quiet">
            Not so
          </ActionButton>
          <ActionButton id="changes.join" tone="quiet">
            Same ship
          </ActionButton>
        </>
      ) : null}
      <ChoiceSelect
        className="quiet-select"
        label="What is compared"
        choices={[
          { value: 'two', label: 'A and B' },
          { value: 'all', label: 'all scenes' },
          ...[...places.values()]
            .filter(({ geom }) => geom !== null)
            .map(({ uid, name }) => ({
              value: uid,
              label: `all scenes of ${screenText(name ?? 'a place')}`,
            })),
        ]}
        value={along === null ? 'two' : (along.place ?? 'all')}
        onChange={(value) =>
          workbench.setState({
            changesAlong: value === 'two' ? null : { place: value === 'all' ? null : value },
          })
        }
      />
    </div>
  )
}
