import { useState } from 'react'
import { usualKeymap, type Keymap } from '../../../src/contract/keymap.ts'
import { useDesk, useWorkbench } from '../../app/desk-context.ts'
import { actions } from '../../state/actions.ts'
import { contextTitle } from '../../state/key-chapters.ts'
import { conflictIn, whyNotKeys, withKeymap } from '../../state/keymap.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { KeyField } from './KeyField.tsx'
import { OwnLabels } from './OwnLabels.tsx'

/** The key of every command, changed by pressing another; labels of one's own; both as a file for others. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const keymap = useWorkbench((state) => state.keymap)
  const [filter, setFilter] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const all = withKeymap(actions, keymap)
  /** What the keys were before each change that was made here, the last one last. */
  const [before, setBefore] = useState<readonly Keymap[]>([])
  const keep = (next: Keymap) => {
    setRefused(null)
    setBefore([...before, keymap])
    void session.keys.keep(next)
  }
  const undo = () => {
    const last = before.at(-1)
    if (last === undefined) return
    setRefused(null)
    setBefore(before.slice(0, -1))
    void session.keys.keep(last)
  }
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const listed = all.filter(
    ({ id, label, keys }) =>
      !id.startsWith('label.own.') &&
      words.every((word) => `${label} ${keys.join(' ')}`.toLowerCase().includes(word)),
  )

  function change(id: string, keys: string | null): void {
    keep({ ...keymap, actions: { ...keymap.actions, [id]: keys === null ? [] : [keys] } })
  }
  function reset(id: string): void {
    const next = {
      ...keymap,
      actions: Object.fromEntries(Object.entries(keymap.actions).filter(([known]) => known !== id)),
    }
    take(next)
  }
  /** Takes a whole keymap where no two commands of it would have the same key. */
  function take(next: Keymap): void {
    const conflict = conflictIn(actions, next)
    if (conflict === null) keep(next)
    else setRefused(conflict)
  }

  return (
    <Dialog
      title="Change keys"
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => void session.keys.exportKeys()}>Export keys</Button>
          <Button
            onClick={() =>
              void session.keys.importKeys().then((read) => {
                if (read !== null) take(read)
              })
            }
          >
            Import keys
          </Button>
          <Button tone="danger" onClick={() => keep(usualKeymap)}>
            Reset all
          </Button>
          <span className="spacer" />
          <Button blocked={before.length === 0 ? 'No key was changed yet.' : null} onClick={undo}>
            Undo
          </Button>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="dim">Click a key, then press another. Delete takes it away. Kept on this computer.</p>
      {refused === null ? null : (
        <p className="warn" role="alert">
          {refused}
        </p>
      )}
      <OwnLabels keymap={keymap} all={all} onChange={keep} />
      <input
        className="input"
        type="search"
        aria-label="Filter commands"
        placeholder="filter commands"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <ul className="key-list" aria-label="Commands">
        {listed.map(({ id, label, keys, context }) => (
          <li key={id}>
            <span className="clip">
              {label.replace('Label: ', '')}
              {context === undefined ? null : <small className="faint"> {contextTitle(context, all)}</small>}
            </span>
            {keymap.actions[id] === undefined ? null : (
              <Button tone="quiet" aria-label={`Usual key of ${label}`} onClick={() => reset(id)}>
                Reset
              </Button>
            )}
            <KeyField
              name={label}
              keys={keys[0] ?? null}
              refuse={(pressed) => whyNotKeys(all, id, pressed)}
              onChange={(pressed) => change(id, pressed)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
