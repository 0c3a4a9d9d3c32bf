import { use, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from './Button.tsx'
import { DraftsContext } from './drafts.ts'
import { screenText } from './screen-text.ts'

/**
 * A line (or, with `rows`, a paragraph) of text that is saved when it is left or on Enter, and given back by Esc.
 * While it is being written, a value that arrives from outside does not overwrite it: the field says what came, keeps
 * what was written, and saves only when the analyst chooses. What is written is kept where `DraftsContext` says.
 */
export function TextField({
  label,
  value,
  rows,
  placeholder,
  problemOf,
  doubtOf,
  note,
  focusKey,
  blocked = null,
  onSave,
}: {
  label: string
  value: string
  rows?: number
  placeholder?: string
  /** Why what is being written cannot be saved: it stays in the field until it is put right or given up. */
  problemOf?: (text: string) => string | null
  /** What is doubtful about what is written; it is saved all the same. */
  doubtOf?: (text: string) => string | null
  note?: string | null
  focusKey?: string
  blocked?: string | null
  onSave: (text: string) => void
}) {
  const id = useId()
  const drafts = use(DraftsContext)
  const [known] = useState(() => drafts?.of(label) ?? null)
  const [draft, setDraft] = useState(known?.text ?? null)
  const [begun, setBegun] = useState(known?.begun ?? value)
  const givenUp = useRef(false)
  const text = draft ?? value
  const foreign = draft !== null && value !== begun && value !== draft
  const problem = draft === null ? null : (problemOf?.(draft) ?? null)
  const doubt = text.trim() === '' ? null : (doubtOf?.(text) ?? null)
  const remark = problem ?? doubt ?? note ?? null

  useEffect(() => {
    const field = document.getElementById(id)
    if (known?.isRevived !== true || field === null) return
    field.focus()
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      field.setSelectionRange(known.text.length, known.text.length)
  }, [known, id])

  function write(written: string): void {
    const since = draft === null ? value : begun
    setBegun(since)
    setDraft(written)
    drafts?.keep(label, { text: written, begun: since })
  }
  function end(): void {
    setDraft(null)
    drafts?.keep(label, null)
  }
  function save(): void {
    if ((foreign || (draft !== null && problemOf?.(draft) != null)) && !givenUp.current) return
    if (draft !== null && draft !== value && !givenUp.current) onSave(draft)
    givenUp.current = false
    end()
  }
  function keepMine(): void {
    if (draft !== null) onSave(draft)
    end()
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Enter' && (rows === undefined || event.ctrlKey)) {
      save()
      event.preventDefault()
    } else if (event.key === 'Escape') {
      const inDialog = event.currentTarget.closest('[role=dialog]') !== null
      // Where nothing was typed it is the dialog that is left.
      if (inDialog && (draft === null || draft === value)) return
      event.stopPropagation()
      if (inDialog) {
        setDraft(null)
        return
      }
      givenUp.current = true
      event.currentTarget.blur()
    }
  }
  const shared = {
    id,
    value: text,
    placeholder,
    className: 'input',
    readOnly: blocked !== null,
    title: blocked ?? undefined,
    'data-problem': problem !== null,
    'data-doubt': doubt !== null,
    'data-focus': focusKey,
    'aria-invalid': problem !== null,
    'aria-describedby': remark === null ? undefined : `${id}-note`,
    onBlur: save,
    onKeyDown,
    spellCheck: false,
  }
  return (
    <>
      <label htmlFor={id} data-top={rows !== undefined}>
        {label}
      </label>
      {rows === undefined ? (
        <input {...shared} onChange={(event) => write(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => write(event.target.value)} />
      )}
      {foreign ? (
        <span className="field-note warn" role="alert">
          Someone else changed this to “{screenText(value.slice(0, 80))}” meanwhile. Yours is not saved.{' '}
          <Button className="link" onClick={keepMine}>
            Keep mine
          </Button>{' '}
          <Button className="link" onClick={end}>
            Take theirs
          </Button>
        </span>
      ) : null}
      {remark === null ? null : (
        <span
          id={`${id}-note`}
          className={problem === null && doubt === null ? 'field-note' : 'field-note warn'}
        >
          {remark}
        </span>
      )}
    </>
  )
}
