import { useEffect, useMemo } from 'react'
import { timeConfirmed } from '../../../src/domain/acquired.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { showMeasure } from '../../app/format.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import { select } from '../../state/workbench-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { TimeMark } from '../TimeMark.tsx'
import { changeRows, type ChangeKind, type ChangeRow } from './change-rows.ts'

const kinds: Readonly<Record<ChangeKind, { label: string; tone: string }>> = {
  arrived: { label: 'Arrived', tone: 'good' },
  departed: { label: 'Departed', tone: 'bad' },
  moved: { label: 'Moved', tone: 'warn' },
  stayed: { label: 'Stayed', tone: '' },
  outside: { label: 'Outside', tone: 'dim' },
}

/** What changed between scene A and scene B. Nothing here is written to the project. */
export function ChangesTab() {
  const { session, project } = useDesk()
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const index = useProject((state) => state.index)
  const comparison = useProject((state) => state.comparison)
  const both = shown !== null && compared !== null
  useEffect(() => {
    if (both) void session.scenes.compare()
  }, [session, both, shown, compared, comparison])
  const result = comparison?.result ?? null
  const rows = useMemo(() => (result === null ? [] : changeRows(index, result)), [index, result])
  const dateOf = (uid: string | null) => {
    const scene = uid === null ? undefined : index.scenes.get(uid)
    if (scene?.acquired_at == null) return 'no date'
    return `${scene.acquired_at.slice(0, 10)}${timeConfirmed(scene) ? '' : ' unconfirmed'}`
  }

  if (!both)
    return (
      <p className="panel-empty">
        Choose a scene A to compare with: click the square before its date in the list, or press A on it.
      </p>
    )
  if (comparison?.problem != null)
    return (
      <ProblemBanner report={comparison.problem}>
        <Button onClick={() => project.setState({ comparison: null })}>Try again</Button>
      </ProblemBanner>
    )
  if (result === null) return <p className="panel-empty">Comparing …</p>
  if (rows.length === 0)
    return (
      <p className="panel-empty">
        {result.overlap_wgs84 === null
          ? 'These two scenes show no ground in common.'
          : 'No hull is drawn on either date where they overlap.'}
      </p>
    )
  return (
    <div className="table" data-columns="changes" role="table" aria-label="Changes">
      <div className="table-head" role="row">
        {[
          'Change',
          `A ${dateOf(compared)}`,
          `B ${dateOf(shown)}`,
          'Vessel',
          'Why',
          'Shift',
          'Length A, B',
        ].map((label, i) => (
          <span key={label} role="columnheader" className={i > 4 ? 'number' : ''}>
            {label}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <ChangeLine key={`${row.kind}-${row.from?.uid ?? ''}-${row.to?.uid ?? ''}`} row={row} />
      ))}
    </div>
  )
}

function ChangeLine({ row: { kind, from, to, pairing, why } }: { row: ChangeRow }) {
  const { workbench, map } = useDesk()
  const index = useProject((state) => state.index)
  const selected = useWorkbench(
    ({ selection }) => selection.has(from?.uid ?? '') || selection.has(to?.uid ?? ''),
  )
  const uids = [from?.uid, to?.uid].filter((uid) => uid !== undefined)
  const vesselUid = to?.vessel_uid ?? from?.vessel_uid ?? null
  const vessel = vesselUid === null ? null : index.vessels.get(vesselUid)
  const choose = () => select(workbench, uids)
  const visit = () => {
    choose()
    const last = uids.at(-1)
    if (last !== undefined) map.current?.fitFootprint(last)
  }
  return (
    <div
      className="table-row still"
      role="row"
      tabIndex={0}
      aria-selected={selected}
      onClick={choose}
      onDoubleClick={visit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') visit()
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step === undefined) return
        const next =
          step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
        if (next instanceof HTMLElement) next.focus()
        event.preventDefault()
      }}
    >
      <b role="cell" className={kinds[kind].tone}>
        {kinds[kind].label}
      </b>
      <Side sighting={from} />
      <Side sighting={to} />
      <span role="cell" className="clip">
        {screenText(vesselTitle(vessel))}
      </span>
      <span role="cell" className="clip dim">
        {why}
      </span>
      <span role="cell" className="number">
        {pairing === null ? '–' : `${pairing.shift_m.toFixed(1)} m`}
      </span>
      <span role="cell" className="number">
        {[from, to]
          .map((one) => (one === null ? '–' : showMeasure(one.length_m, one.length_error_m)))
          .join(', ')}
      </span>
    </div>
  )
}

function Side({ sighting }: { sighting: Sighting | null }) {
  if (sighting === null)
    return (
      <span role="cell" className="faint">
        –
      </span>
    )
  return (
    <span role="cell" className="clip">
      <TimeMark sighting={sighting} />
      <i className="dot" style={{ background: classColor(sighting.class), marginRight: 6 }} />
      {classLabel(sighting.class)}
    </span>
  )
}
