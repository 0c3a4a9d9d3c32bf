import { useState, type KeyboardEvent } from 'react'

/** A number that stands large and is typed over after a click, or by Tab and Enter; saved when it is left or on Enter. */
export function MeasureField({
  name,
  text,
  value,
  unit,
  blocked,
  focusKey,
  onSave,
}: {
  name: string
  /** As it is shown. */
  text: string
  /** As it is typed. */
  value: string
  unit: string
  /** Why it cannot be changed; null when it can. */
  blocked: string | null
  focusKey?: string
  onSave: (typed: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null) {
    return (
      <button
        type="button"
        className="measure-field"
        data-focus={focusKey}
        aria-label={`Type the ${name.toLowerCase()}`}
        aria-disabled={blocked !== null}
        title={blocked ?? `Type the exact ${name.toLowerCase()} (${unit})`}
        onClick={() => (blocked === null ? setDraft(value) : undefined)}
      >
        <b>{text}</b>
      </button>
    )
  }
  const leave = (save: boolean) => {
    if (save && draft.trim() !== '' && draft !== value) onSave(draft)
    setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    leave(event.key === 'Enter')
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <input
      className="measure-input tabular"
      aria-label={`${name}, ${unit}`}
      value={draft}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => leave(true)}
    />
  )
}
