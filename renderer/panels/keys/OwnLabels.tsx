import { X } from 'lucide-react'
import { useState } from 'react'
import type { Keymap, UserLabel } from '../../../src/contract/keymap.ts'
import { newUid } from '../../../src/domain/identifiers.ts'
import {
  activities,
  berthStates,
  classConfidences,
  vesselClasses,
  type Activity,
  type BerthState,
  type ClassConfidence,
  type VesselClass,
} from '../../../src/domain/vocabulary.ts'
import type { Action } from '../../state/action.ts'
import { classColor } from '../../state/class-groups.ts'
import { whyNotKeys } from '../../state/keymap.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { TermSelect } from '../../ui/TermSelect.tsx'
import { KeyField } from './KeyField.tsx'

/** Labels of one's own: a name, what it says of a sighting, and a key. */
export function OwnLabels({
  keymap,
  all,
  onChange,
}: {
  keymap: Keymap
  all: readonly Action[]
  onChange: (keymap: Keymap) => void
}) {
  const [adding, setAdding] = useState(false)
  const revise = (uid: string, part: Partial<UserLabel>) =>
    onChange({
      ...keymap,
      labels: keymap.labels.map((label) => (label.uid === uid ? { ...label, ...part } : label)),
    })
  return (
    <section className="own-labels" aria-label="Your labels">
      <ul className="key-list" aria-label="Your labels">
        {keymap.labels.map((label) => (
          <li key={label.uid}>
            <span className="clip">
              {label.name} <small className="faint">{saying(label.patch)}</small>
            </span>
            <KeyField
              name={label.name}
              keys={label.keys[0] ?? null}
              refuse={(keys) => whyNotKeys(all, `label.own.${label.uid}`, keys)}
              onChange={(keys) => revise(label.uid, { keys: keys === null ? [] : [keys] })}
            />
            <IconButton
              label={`Delete label ${label.name}`}
              onClick={() =>
                onChange({ ...keymap, labels: keymap.labels.filter(({ uid }) => uid !== label.uid) })
              }
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
      {adding ? (
        <NewLabel
          onAdd={(label) => {
            setAdding(false)
            onChange({ ...keymap, labels: [...keymap.labels, label] })
          }}
        />
      ) : (
        <Button
          blocked={keymap.labels.length >= 60 ? 'Sixty labels are the most.' : null}
          onClick={() => setAdding(true)}
        >
          Add a label of your own
        </Button>
      )}
    </section>
  )
}

function NewLabel({ onAdd }: { onAdd: (label: UserLabel) => void }) {
  const [name, setName] = useState('')
  const [patch, setPatch] = useState<UserLabel['patch']>({})
  const blocked =
    name.trim() === ''
      ? 'Give the label a name.'
      : Object.keys(patch).length === 0
        ? 'Choose what the label says.'
        : null
  return (
    <div className="fields" role="group" aria-label="New label">
      <label htmlFor="own-label-name">Label name</label>
      <input
        id="own-label-name"
        className="input"
        value={name}
        autoFocus
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <TermSelect<VesselClass>
        label="Label class"
        shortLabel="Class"
        vocabulary={vesselClasses}
        value={patch.class ?? null}
        dotColor={classColor}
        onChange={(code) => setPatch({ ...patch, class: code })}
      />
      <TermSelect<ClassConfidence>
        label="Label confidence"
        shortLabel="Confidence"
        vocabulary={classConfidences}
        value={patch.class_confidence ?? null}
        onChange={(code) => setPatch({ ...patch, class_confidence: code })}
      />
      <TermSelect<BerthState>
        label="Label berth state"
        shortLabel="Berth state"
        vocabulary={berthStates}
        value={patch.berth_state ?? null}
        onChange={(code) => setPatch({ ...patch, berth_state: code })}
      />
      <TermSelect<Activity>
        label="Label activity"
        shortLabel="Activity"
        vocabulary={activities}
        value={patch.activity ?? null}
        onChange={(code) => setPatch({ ...patch, activity: code })}
      />
      <span />
      <Button
        tone="primary"
        blocked={blocked}
        onClick={() => onAdd({ uid: newUid(), name: name.trim(), keys: [], patch })}
      >
        Add label
      </Button>
    </div>
  )
}

/** What a label says, in words. */
function saying(patch: UserLabel['patch']): string {
  return [
    patch.class == null ? null : vesselClasses[patch.class].label,
    patch.class_confidence == null ? null : classConfidences[patch.class_confidence].label,
    patch.berth_state == null ? null : berthStates[patch.berth_state].label,
    patch.activity == null ? null : activities[patch.activity].label,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
