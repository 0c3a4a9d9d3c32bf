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
      <div className="label-row">
        {classLabels.map((entry) => (
          <Label key={entry.action} entry={entry} />
        ))}
      </div>
      <div className="label-row">
        {berthLabels.map((entry) => (
          <Label key={entry.action} entry={entry} />
        ))}
        <i className="separator" />
        {confidenceLabels.map((entry) => (
          <Label key={entry.action} entry={entry} />
        ))}
      </div>
    </div>
  )
}

function Label({ entry: { action, key, label, patch } }: { entry: LabelKey }) {
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
    <Button className="label" aria-pressed={given} blocked={blocked} onClick={run}>
      <Kbd keys={key} />
      {label}
    </Button>
  )
}
