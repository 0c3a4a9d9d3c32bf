import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'

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
      <select
        className="quiet-select"
        aria-label="What is compared"
        value={along === null ? 'two' : (along.place ?? 'all')}
        onChange={({ target: { value } }) =>
          workbench.setState({
            changesAlong: value === 'two' ? null : { place: value === 'all' ? null : value },
          })
        }
      >
        <option value="two">A and B</option>
        <option value="all">all scenes</option>
        {[...places.values()]
          .filter(({ geom }) => geom !== null)
          .map(({ uid, name }) => (
            <option key={uid} value={uid}>
              all scenes of {screenText(name ?? 'a place')}
            </option>
          ))}
      </select>
    </div>
  )
}
