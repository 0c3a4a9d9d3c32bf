import type { KeyboardEvent, ReactNode } from 'react'

/** What stands over a column. */
export interface ColumnHead {
  readonly label: string
  /** Its cells hold numbers, which stand under one another on the right. */
  readonly number?: boolean
}

/** A table whose rows stand in the page as they are: for hundreds of rows, not for thousands. */
export function Table({
  name,
  columns,
  heads,
  children,
}: {
  name: string
  /** Which widths the columns have: `data-columns` in the style sheets. */
  columns: string
  heads: readonly ColumnHead[]
  children: ReactNode
}) {
  return (
    <div className="table" data-columns={columns} role="table" aria-label={name} onKeyDown={moveAmongRows}>
      <div className="table-head" role="row">
        {heads.map(({ label, number }) => (
          <span key={label} role="columnheader" className={number === true ? 'number' : ''}>
            {label}
          </span>
        ))}
      </div>
      {children}
    </div>
  )
}

/** Up, down, Home and End go from row to row. */
function moveAmongRows(event: KeyboardEvent): void {
  const { key, ctrlKey, altKey } = event
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="row"][tabindex="0"]')]
  const at = rows.findIndex((row) => row === event.target)
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  }
  const row = rows[to[key] ?? -1]
  if (at < 0 || row === undefined || ctrlKey || altKey) return
  event.preventDefault()
  row.focus()
}

/** A row that can be chosen with a click or with Enter. */
export function TableRow({
  selected,
  title,
  onChoose,
  children,
}: {
  selected: boolean
  title?: string | undefined
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <div
      className="table-row still"
      role="row"
      tabIndex={0}
      aria-selected={selected}
      title={title}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChoose()
      }}
    >
      {children}
    </div>
  )
}
