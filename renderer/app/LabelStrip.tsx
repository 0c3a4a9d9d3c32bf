import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import {
  activityKeys,
  berthKeys,
  confidenceKeys,
  groupKeys,
  type GroupKey,
  type LabelKey,
} from '../state/label-keys.ts'
import { MapToolbar } from './MapToolbar.tsx'
import { useAction, useProject, useWorkbench } from './desk-context.ts'

/**
 * The labels that a key gives to the selected sightings; each can be clicked too. While a first key waits for its
 * second, the row shows what the second can be. Not there without a selection, nor over scenes that are being aligned.
 */
export function LabelStrip() {
  // While scenes are aligned the same keys do other things.
  const isThere = useWorkbench((state) => state.selection.size > 0 && state.alignment === null)
  const context = useWorkbench(({ labelStep, selection }) =>
    labelStep?.selection === selection ? labelStep.context : null,
  )
  const own = useWorkbench((state) => state.keymap.labels)
  if (!isThere) return null
  const open = groupKeys.find(({ opens }) => opens !== null && opens === context)
  return (
    <MapToolbar className="label-strip glass" label="Labels">
      {open === undefined ? (
        <div className="label-row">
          {groupKeys.map((entry) => (
            <Label key={entry.action} entry={entry} color={entry.group.color} />
          ))}
        </div>
      ) : (
        <SecondKeys title={open.short} color={open.group.color} entries={open.classes} />
      )}
      {context === 'activity' ? (
        <SecondKeys title="Activity" entries={activityKeys} />
      ) : (
        <div className="label-row">
          {berthKeys.map((entry) => (
            <Label key={entry.action} entry={entry} />
          ))}
        </div>
      )}
      <div className="label-row">
        {confidenceKeys.map((entry) => (
          <Label key={entry.action} entry={entry} />
        ))}
        <i className="separator" />
        <PlainLabel id="label.activity" name="Activity" opens />
        <i className="separator" />
        <PlainLabel id="label.repeat" name="Again" />
        <RepeatMode />
      </div>
      {own.length === 0 ? null : (
        <div className="label-row">
          {own.map(({ uid, name }) => (
            <PlainLabel key={uid} id={`label.own.${uid}`} name={name} />
          ))}
        </div>
      )}
    </MapToolbar>
  )
}

/** What the second key can be, after the name of what the first one opened. */
function SecondKeys({
  title,
  color,
  entries,
}: {
  title: string
  color?: string
  entries: readonly LabelKey[]
}) {
  return (
    <div className="label-row" role="group" aria-label={title} data-open>
      <b className="label-title">
        {color === undefined ? null : <i className="dot" style={{ background: color }} />}
        {title}
      </b>
      {entries.map((entry) => (
        <Label key={entry.action} entry={entry} />
      ))}
      <span className="faint label-end">
        <Kbd keys="Escape" />
      </span>
    </div>
  )
}

function Label({
  entry: { action, label, short, meaning, patch, ...entry },
  color,
}: {
  entry: LabelKey | GroupKey
  color?: string
}) {
  const { blocked, run, keys } = useAction(action)
  const selection = useWorkbench((state) => state.selection)
  const group = 'group' in entry ? entry.group.code : null
  const given = useProject(({ index }) => {
    const chosen = [...selection]
      .map((uid) => index.sightings.get(uid))
      .filter((record) => record !== undefined)
    return (
      chosen.length > 0 &&
      chosen.every((record) =>
        group === null
          ? Object.entries(patch).every(([field, value]) => record[field as keyof typeof record] === value)
          : record.class?.split('.')[0] === group,
      )
    )
  })
  return (
    <Button
      className="label"
      data-action={action}
      title={`${label}: ${meaning}`}
      aria-label={label}
      aria-pressed={given}
      blocked={blocked}
      onClick={run}
    >
      {keys === null ? null : <Kbd keys={keys} />}
      {color === undefined ? null : <i className="dot" style={{ background: color }} />}
      <span>{short}</span>
    </Button>
  )
}

function PlainLabel({
  id,
  name,
  opens = false,
}: {
  id: string
  name: ReactNode
  /** Whether it leads to second keys. */
  opens?: boolean
}) {
  const { action, blocked, run, keys } = useAction(id)
  return (
    <Button
      className="label"
      data-action={id}
      title={action.label}
      aria-label={action.label.replace('Label: ', '')}
      blocked={blocked}
      onClick={run}
    >
      {keys === null ? null : <Kbd keys={keys} />}
      <span>
        {name}
        {opens ? ' …' : ''}
      </span>
    </Button>
  )
}

function RepeatMode() {
  const { label, blocked, run, keys } = useAction('label.repeat-mode')
  const on = useWorkbench((state) => state.repeatsLabel)
  return (
    <Button
      className="label"
      data-action="label.repeat-mode"
      title={label}
      aria-label="Label each new hull like the last"
      aria-pressed={on}
      blocked={blocked}
      onClick={run}
    >
      {keys === null ? null : <Kbd keys={keys} />}
      <span>Each new hull</span>
    </Button>
  )
}
