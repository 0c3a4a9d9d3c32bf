import type { ComponentProps, ReactNode } from 'react'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet'
  /** Why it cannot be pressed now; it stays reachable by keyboard, and says so. */
  readonly blocked?: string | null
  readonly children?: ReactNode
}

/** A button that, where it cannot act, keeps its focus and says why. */
export function Button({ tone = 'plain', blocked = null, className, ...rest }: ButtonProps) {
  return <PlainButton {...rest} blocked={blocked} className={className ?? 'button'} data-tone={tone} />
}

/** A button of one picture; `label` is its name for those who do not see it. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, 'tone'> & { label: string }) {
  return (
    <PlainButton title={label} {...rest} aria-label={label} className={rest.className ?? 'icon-button'} />
  )
}

function PlainButton({
  blocked,
  title,
  onClick,
  ...rest
}: Omit<ButtonProps, 'tone'> & { 'data-tone'?: string }) {
  const why = blocked ?? undefined
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={why !== undefined}
      title={why ?? title}
      onClick={(event) => {
        if (why === undefined) onClick?.(event)
        else event.preventDefault()
      }}
    />
  )
}
