import { useId, useState } from 'react'
import type { ExportFormat } from '../../../src/contract/exchange-report.ts'
import { asProblem, type ProblemReport } from '../../../src/domain/problem.ts'
import type { RecordFilter } from '../../../src/domain/records.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { countOfScene } from '../../state/project-index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

const formats: Readonly<Record<ExportFormat, { label: string; ending: string; about: string }>> = {
  geojson: { label: 'GeoJSON', ending: 'geojson', about: 'One file for every GIS program (RFC 7946).' },
  geojsonseq: {
    label: 'GeoJSON text sequence',
    ending: 'geojsonseq',
    about: 'One record after the other, for very large exports (RFC 8142).',
  },
}

type Scope = 'scene' | 'class' | 'all'

/** Writes sightings to a file that the analyst chooses. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const id = useId()
  const index = useProject((state) => state.index)
  const name = useProject((state) => state.project?.name ?? 'sightings')
  const shown = useWorkbench((state) => state.shown)
  const classCode = useWorkbench((state) => state.filter.classCode)
  const onScene = shown === null ? 0 : countOfScene(index, shown)
  const [to, setTo] = useState<ExportFormat>('geojson')
  const [scope, setScope] = useState<Scope>(onScene > 0 ? 'scene' : 'all')
  const [problem, setProblem] = useState<ProblemReport | null>(null)
  const [busy, setBusy] = useState(false)
  const scopes: readonly { scope: Scope; label: string; blocked: boolean }[] = [
    { scope: 'scene', label: `This scene (${sightingsIn(onScene)})`, blocked: onScene === 0 },
    { scope: 'all', label: `All scenes (${sightingsIn(index.sightings.size)})`, blocked: false },
    {
      scope: 'class',
      label:
        classCode === null ? 'The class filter of the table (none is set)' : `All of class “${classCode}”`,
      blocked: classCode === null,
    },
  ]

  async function run(): Promise<void> {
    setBusy(true)
    setProblem(null)
    const filter: RecordFilter =
      scope === 'scene' && shown !== null
        ? { scene_uid: shown }
        : scope === 'class' && classCode !== null
          ? { class: classCode }
          : {}
    try {
      const suggested = `${name.replace(/\.gpkg$/i, '')}.${formats[to].ending}`
      if (await session.exchange.exportTo(to, filter, suggested)) onClose()
    } catch (error) {
      setProblem(asProblem(error, 'The export').toReport())
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      title="Export sightings"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" blocked={busy ? 'The export is running.' : null} onClick={() => void run()}>
            {busy ? 'Exporting …' : 'Choose file and export'}
          </Button>
        </>
      }
    >
      {problem === null ? null : <ProblemBanner report={problem} />}
      <div className="fields">
        <label htmlFor={`${id}-format`}>Format</label>
        <ChoiceSelect
          id={`${id}-format`}
          choices={Object.entries(formats).map(([code, { label }]) => ({ value: code, label }))}
          value={to}
          onChange={(code) => setTo(code === 'geojsonseq' ? 'geojsonseq' : 'geojson')}
        />
        <span className="field-note">{formats[to].about} WGS 84, longitude first, times in UTC.</span>
        <span className="field-label" data-top="true" id={`${id}-what`}>
          What
        </span>
        <div role="radiogroup" aria-labelledby={`${id}-what`} className="choices">
          {scopes.map((each) => (
            <label key={each.scope} className="check">
              <input
                type="radio"
                name={`${id}-scope`}
                checked={scope === each.scope}
                disabled={each.blocked}
                onChange={() => setScope(each.scope)}
              />
              <span className={each.blocked ? 'faint' : ''}>{each.label}</span>
            </label>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

const sightingsIn = (count: number) => (count === 1 ? '1 sighting' : `${count} sightings`)
