import { useState } from 'react'
import type { Granted } from '../../../src/contract/bridge.ts'
import type { ImportReport } from '../../../src/contract/exchange-report.ts'
import { asProblem, type ProblemReport } from '../../../src/domain/problem.ts'
import { useDesk, useWorkbench } from '../../app/desk-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { screenText } from '../../ui/screen-text.ts'

interface Outcome {
  readonly report: ImportReport
  readonly dryRun: boolean
}

/** Reads sightings from a file: first what would happen, then, when asked, it happens. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { session, workbench } = useDesk()
  const dropped = useWorkbench((state) => state.dropped)
  const shown = useWorkbench((state) => state.shown)
  const [file, setFile] = useState<Granted | null>(dropped)
  const [keepGoing, setKeepGoing] = useState(false)
  const [onScene, setOnScene] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [problem, setProblem] = useState<ProblemReport | null>(null)
  const [busy, setBusy] = useState(false)

  async function run(from: Granted, dryRun: boolean): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const scene = onScene ? shown : null
      setOutcome({ report: await session.exchange.importFrom(from, { dryRun, keepGoing, scene }), dryRun })
    } catch (error) {
      setOutcome(null)
      setProblem(asProblem(error, from.name).toReport())
    } finally {
      setBusy(false)
    }
  }
  async function choose(): Promise<void> {
    const chosen = await session.exchange.chooseImport()
    if (chosen === null) return
    setFile(chosen)
    await run(chosen, true)
  }
  const done = outcome !== null && !outcome.dryRun && outcome.report.imported > 0
  const close = () => {
    workbench.setState({ dropped: null })
    onClose()
  }
  const blocked = busy
    ? 'The import is running.'
    : file === null
      ? 'Choose a file first.'
      : outcome !== null && outcome.report.problems.length > 0 && !keepGoing
        ? 'Some records have problems: mend the file, or import the good ones only.'
        : null

  return (
    <Dialog
      title="Import sightings"
      onClose={close}
      footer={
        done ? (
          <Button tone="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              blocked={file === null ? 'Choose a file first.' : busy ? 'The import is running.' : null}
              onClick={() => (file === null ? undefined : void run(file, true))}
            >
              Check only
            </Button>
            <Button
              tone="primary"
              blocked={blocked}
              onClick={() => (file === null ? undefined : void run(file, false))}
            >
              Import
            </Button>
          </>
        )
      }
    >
      <div className="fields">
        <span className="field-label">File</span>
        <span className="file-choice">
          <Button onClick={() => void choose()}>Choose file</Button>
          <span className="clip dim">
            {file === null ? 'GeoJSON or GeoJSON text sequence' : screenText(file.name)}
          </span>
        </span>
        <span className="field-label" data-top="true">
          Options
        </span>
        <div className="choices">
          <label className="check">
            <input
              type="checkbox"
              checked={keepGoing}
              onChange={(event) => setKeepGoing(event.target.checked)}
            />
            import the good records when others have problems
          </label>
          <label className="check">
            <input type="checkbox" checked={onScene} onChange={(event) => setOnScene(event.target.checked)} />
            records without a scene belong to the one shown
          </label>
        </div>
      </div>
      {problem === null ? null : <ProblemBanner report={problem} />}
      {outcome === null ? null : <Report {...outcome} />}
    </Dialog>
  )
}

function Report({ report, dryRun }: Outcome) {
  const verb = dryRun ? 'would be imported' : 'imported'
  const shownProblems = report.problems.slice(0, 200)
  return (
    <div className="import-report" role="status">
      <p>
        <b>{report.read}</b> read, <b className="good">{report.imported}</b> {verb}, <b>{report.skipped}</b>{' '}
        skipped, <b className={report.problems.length > 0 ? 'bad' : ''}>{report.problems.length}</b> with
        problems.
      </p>
      {report.ignored_properties.length === 0 ? null : (
        <p className="dim">Left out: {screenText(report.ignored_properties.join(', '))}</p>
      )}
      {shownProblems.length === 0 ? null : (
        <ul aria-label="Import problems">
          {shownProblems.map(({ where, why }, i) => (
            <li key={i}>
              <b>{screenText(where)}</b> {screenText(why)}
            </li>
          ))}
          {report.problems.length > shownProblems.length ? (
            <li className="dim">and {report.problems.length - shownProblems.length} more</li>
          ) : null}
        </ul>
      )}
    </div>
  )
}
