import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { screenText } from '../ui/screen-text.ts'
import { useAction, useReading, useReadout, useWorkbench } from './desk-context.ts'
import { arrowsMove, nextClick } from './next-click.ts'
import { useFocusedTitle } from './focused-title.ts'

/** The line at the bottom: what the next click does, what the core is doing, and the way to the keys. */
export function StatusLine() {
  const toolHint = useReadout((state) => state.hint)
  const tool = useWorkbench((state) => state.tool)
  const isKeyboardPen = useReadout((state) => state.isKeyboardPen)
  const rest = useReading(nextClick)
  const penMoves = useReading(arrowsMove)
  const tiles = useReadout((state) => state.tilesPending)
  const keys = useAction('keys')
  const focused = useFocusedTitle()
  const hint = focused ?? (tool !== 'select' && toolHint !== '' ? toolHint : rest)
  return (
    <footer className="status-line">
      <span className="clip" aria-live="polite" data-testid="next-click">
        {hint}
      </span>
      {isKeyboardPen ? <PenKeys moves={penMoves} /> : null}
      {tool === 'select' ? null : (
        <span className="faint">
          <Kbd keys="Escape" /> steps back
        </span>
      )}
      <span className="spacer" />
      <Jobs />
      {tiles > 0 ? <span className="faint">{tiles === 1 ? '1 tile' : `${tiles} tiles`} to come</span> : null}
      <span>Offline</span>
      <button type="button" className="keys-button" data-action="keys" onClick={keys.run}>
        <Kbd keys="?" /> keys
      </button>
    </footer>
  )
}

/** What the keys of the keyboard's pen do, while they are the map's. */
function PenKeys({ moves }: { moves: ReturnType<typeof arrowsMove> }) {
  if (moves === null) return null
  return (
    <span className="faint pen-keys">
      {moves === 'hull' ? (
        <>
          <Kbd keys="Enter" /> clicks at the cross or takes hold of a handle there; arrows move the hull
        </>
      ) : (
        <>
          <Kbd keys="Enter" /> clicks at the cross; arrows move the map by 80 pixels, with{' '}
          <Kbd keys="Shift" /> by 10, with <Kbd keys="Ctrl" /> by 1
        </>
      )}
    </span>
  )
}

function Jobs() {
  const jobs = useWorkbench((state) => state.jobs)
  const [job] = jobs
  if (job === undefined) return null
  const share = job.total > 0 ? ` ${Math.floor((100 * job.done) / job.total)} %` : ''
  return (
    <>
      <span className="clip" role="status">
        {screenText(job.title)}
        {share}
        {job.timeLeft === '' ? '' : `, ${job.timeLeft}`}
        {jobs.length > 1 ? ` and ${jobs.length - 1} more` : ''}
      </span>
      <Button tone="quiet" className="link" onClick={job.cancel} aria-label={`Cancel ${job.title}`}>
        Cancel
      </Button>
    </>
  )
}
