import type { ReactNode } from 'react'

/** Buttons over the map. A click on one leaves the focus on the map, where the next key is meant to go. */
export function MapToolbar({
  className,
  label,
  children,
}: {
  className: string
  label: string
  children: ReactNode
}) {
  return (
    <div
      className={className}
      role="toolbar"
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  )
}
