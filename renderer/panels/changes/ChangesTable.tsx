import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { timeConfirmed } from '../../../src/domain/acquired.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { showMeasure } from '../../app/format.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import type { ChangeKind, ChangeRow } from '../../state/change-rows.ts'
import { activeChange, chooseChange } from '../../state/change-work.ts'
import { screenText } from '../../ui/screen-text.ts'
import { TimeMark } from '../TimeMark.tsx'
import { HullChip } from './HullChip.tsx'

const kinds: Readonly<Record<ChangeKind, { label: string; tone: string }>> = {
  arrived: { label: 'Arrived', tone: 'good' },
  departed: { label: 'Departed', tone: 'bad' },
  moved: { label: 'Moved', tone: 'warn' },
  stayed: { label: 'Stayed', tone: '' },
  outside: { label: 'Not seen', tone: 'dim' },
}

/** What changed, with chips of both dates. Up and down choose a row; the keys in the bar above decide about it. */
export function ChangesTable({
  rows,
  from,
  to,
  doubt,
}: {
  rows: readonly ChangeRow[]
  from: string
  to: string
  /** What the files left open. */
  doubt: string | null
}) {
  const desk = useDesk()
  const { workbench } = desk
  const scenes = useProject((state) => state.index.scenes)
  const chosen = useWorkbench((state) => state.changes.row)
  const marked = useWorkbench((state) => state.changes.marked)
  const body = useRef<HTMLDivElement>(null)
  const at = activeChange(rows, chosen)
  const activeKey = rows[at]?.key ?? null

  useEffect(() => {
    if (activeKey === null) return
    document.getElementById(`change-${activeKey}`)?.scrollIntoView({ block: 'nearest' })
  }, [activeKey])

  const dateOf = (uid: string) => {
    const scene = scenes.get(uid)
    if (scene?.acquired_at == null) return 'no date'
    return `${scene.acquired_at.slice(0, 10)}${timeConfirmed(scene) ? '' : ' unconfirmed'}`
  }
  const focus = (isFocused: boolean) =>
    workbench.setState(({ changes }) => ({ changes: { ...changes, focused: isFocused } }))
  return (
    <div
      ref={body}
      className="table"
      data-columns="changes"
      role="grid"
      aria-label="Changes"
      data-enter="command"
      tabIndex={0}
      aria-activedescendant={activeKey === null ? undefined : `change-${activeKey}`}
      onFocus={() => focus(true)}
      onBlur={() => focus(false)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey) return
        const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
        const row = target === undefined ? undefined : rows[target]
        if (target === undefined) return
        if (row !== undefined) chooseChange(desk, row)
        event.preventDefault()
      }}
    >
      <div className="table-head" role="row">
        {['Change', `A ${dateOf(from)}`, `B ${dateOf(to)}`, 'Vessel', 'Why', 'Shift', ''].map((label, i) => (
          <span key={i} role="columnheader" className={i === 5 ? 'number' : ''}>
            {label}
          </span>
        ))}
      </div>
      {doubt === null ? null : (
        <details className="changes-doubt dim">
          <summary title={doubt}>{doubt}</summary>
        </details>
      )}
      {rows.map((row) => (
        <ChangeLine
          key={row.key}
          row={row}
          scenes={[from, to]}
          active={row.key === activeKey}
          marked={row.key === marked}
        />
      ))}
    </div>
  )
}

function ChangeLine({
  row,
  scenes: [sceneA, sceneB],
  active,
  marked,
}: {
  row: ChangeRow
  scenes: readonly [string, string]
  active: boolean
  marked: boolean
}) {
  const desk = useDesk()
  const { kind, from, to, pairing, why, unclear, accepted } = row
  const vessels = useProject((state) => state.index.vessels)
  const vesselUid = to?.vessel_uid ?? from?.vessel_uid ?? null
  const vessel = vesselUid === null ? null : vessels.get(vesselUid)
  const { label, tone } = kinds[kind]
  return (
    <div
      id={`change-${row.key}`}
      className="table-row still change-row"
      role="row"
      aria-selected={active}
      data-marked={marked}
      onClick={() => chooseChange(desk, row)}
      onDoubleClick={() => {
        const uid = to?.uid ?? from?.uid
        if (uid !== undefined) desk.map.current?.fitFootprint(uid)
      }}
    >
      <b role="gridcell" className={tone}>
        {label}
      </b>
      <Side sceneUid={sceneA} own={from} other={to} label={`${label}, date A`} />
      <Side sceneUid={sceneB} own={to} other={from} label={`${label}, date B`} />
      <span role="gridcell" className="clip">
        {vesselUid === null ? <span className="faint">none</span> : screenText(vesselTitle(vessel))}
      </span>
      <span role="gridcell" className="clip dim" title={why}>
        {why}
      </span>
      <span role="gridcell" className="number">
        {pairing === null ? '–' : `${pairing.shift_m.toFixed(1)} m`}
      </span>
      <span role="gridcell" className="change-state">
        {accepted ? (
          <span className="good">
            <Check size={13} /> kept
          </span>
        ) : marked ? (
          <span className="warn">same as …</span>
        ) : unclear ? (
          <span className="warn" title={why}>
            unclear
          </span>
        ) : (
          <span className="faint">proposed</span>
        )}
      </span>
    </div>
  )
}

function Side({
  sceneUid,
  own,
  other,
  label,
}: {
  sceneUid: string
  own: Sighting | null
  other: Sighting | null
  label: string
}) {
  return (
    <span role="gridcell" className="change-side">
      <HullChip sceneUid={sceneUid} own={own} other={other} label={label} />
      {own === null ? (
        <span className="faint">–</span>
      ) : (
        <span className="change-hull">
          <span className="clip">
            <TimeMark sighting={own} />
            <i className="dot" style={{ background: classColor(own.class), marginRight: 6 }} />
            {classLabel(own.class)}
          </span>
          <span className="clip dim tabular">{showMeasure(own.length_m, own.length_error_m)} m</span>
        </span>
      )}
    </span>
  )
}
