import { Fragment } from 'react'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { berthLabels, classLabels, confidenceLabels, type LabelKey } from '../state/actions/label-actions.ts'
import { useAction, useProject, useWorkbench } from './desk-context.ts'

/** The labels that a key gives to the selected sightings; each can be clicked too. Not there without a selection. */
export function LabelStrip() {
  const some = useWorkbench((state) => state.selection.size > 0)
  if (!some) return null
  return (
    <div className="label-strip glass" role="toolbar" aria-label="Labels">
      <LabelRow entries={[classLabels, confidenceLabels]} />
      <LabelRow entries={[berthLabels]} />
    </div>
  )
}

function LabelRow({ entries }: { entries: readonly (readonly LabelKey[])[] }) {
  return (
    <div className="label-row">
      {entries.map((group, i) => (
        <Fragment key={group[0]?.action}>
          {i === 0 ? null : <i className="separator" />}
          {group.map((entry) => (
            <Label key={entry.action} entry={entry} spare={i > 0} />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function Label({ entry: { action, key, label, short, patch }, spare }: { entry: LabelKey; spare: boolean }) {
  const { blocked, run } = useAction(action)
  const selection = useWorkbench((state) => state.selection)
  const given = useProject(({ index }) => {
    const chosen = [...selection]
      .map((uid) => index.sightings.get(uid))
      .filter((record) => record !== undefined)
    return (
      chosen.length > 0 &&
      chosen.every((record) =>
        Object.entries(patch).every(([field, value]) => record[field as keyof typeof record] === value),
      )
    )
  })
  return (
    <Button
      className="label"
      data-spare={spare}
      title={label}
      aria-label={label}
      aria-pressed={given}
      blocked={blocked}
      onClick={run}
    >
      <Kbd keys={key} />
      <span>{short}</span>
    </Button>
  )
}
