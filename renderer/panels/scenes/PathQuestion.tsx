import { useDesk, useProject } from '../../app/desk-context.ts'
import { focusPart } from '../../state/focus-part.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/**
 * Whether the paths that this project names outside of its folder may be followed on this computer. Nothing on them
 * was looked at yet, and yes is said to what is listed here alone.
 */
export function PathQuestion() {
  const { session } = useDesk()
  const name = useProject((state) => state.project?.name)
  const question = useProject((state) => state.pathQuestion)
  if (question === null || name === undefined) return null
  const { scenes, more } = question
  const count = scenes.length + more
  // The button that had the focus is gone with the question.
  const goOn = () => focusPart('map')
  return (
    <Notice
      tone="question"
      report={{
        subject: name,
        what: `${count === 1 ? 'One scene lies' : `${count} scenes lie`} outside of this project’s folder. ${count === 1 ? 'Its file was' : 'Their files were'} not looked for yet.`,
        do: 'Follow the paths if you know where this project comes from; this computer remembers it.',
      }}
      detail={
        <>
          <ul className="path-list selectable" aria-label="Paths outside of the folder" tabIndex={0}>
            {scenes.map(({ uid, path }) => (
              <li key={uid}>{path}</li>
            ))}
          </ul>
          {more === 0 ? null : <p className="dim">{`The other ${more} are asked about next.`}</p>}
        </>
      }
    >
      <Button tone="primary" data-focus="paths" onClick={() => void session.paths.follow().then(goOn)}>
        {scenes.length === 1 ? 'Follow this path' : `Follow these ${scenes.length} paths`}
      </Button>
      <Button
        onClick={() => {
          session.paths.putOff()
          goOn()
        }}
      >
        Not now
      </Button>
    </Notice>
  )
}
