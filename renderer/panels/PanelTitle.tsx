import type { ReactNode } from 'react'

/** The heading of a panel: its name, a count, and what can be done at its right end. */
export function PanelTitle({
  id,
  title,
  count,
  children,
}: {
  id?: string
  title: ReactNode
  count?: number | string
  children?: ReactNode
}) {
  return (
    <h2 className="panel-title">
      <span id={id}>{title}</span>
      {count === undefined ? null : <span className="faint">{count}</span>}
      <span className="spacer" />
      {children}
    </h2>
  )
}
