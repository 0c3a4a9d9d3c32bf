import { useId, useRef, useState, type KeyboardEvent } from 'react'

/**
 * A line (or, with `rows`, a paragraph) of text that is saved when it is left or on Enter, and given back by Esc.
 * While it is being written, a value that arrives from outside does not overwrite it.
 */
export function TextField({
  label,
  value,
  rows,
  placeholder,
  problem = null,
  doubt = null,
  note,
  focusKey,
  blocked = null,
  onSave,
}: {
  label: string
  value: string
  rows?: number
  placeholder?: string
  /** Why the text cannot be saved. */
  problem?: string | null
  /** What is doubtful about the text, which is kept all the same. */
  doubt?: string | null
  note?: string | null
  focusKey?: string
  blocked?: string | null
  onSave: (text: string) => void
}) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const givenUp = useRef(false)
  const text = draft ?? value
  const remark = problem ?? doubt ?? note ?? null

  function save(): void {
    if (draft !== null && draft !== value && !givenUp.current) onSave(draft)
    givenUp.current = false
    setDraft(null)
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Enter' && (rows === undefined || event.ctrlKey)) {
      save()
      event.preventDefault()
    } else if (event.key === 'Escape') {
      givenUp.current = true
      event.currentTarget.blur()
      event.stopPropagation()
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
        <input {...shared} onChange={(event) => setDraft(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => setDraft(event.target.value)} />
      )}
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
