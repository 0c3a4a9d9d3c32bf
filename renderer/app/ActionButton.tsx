import type { ReactNode } from 'react'
import { Button, IconButton } from '../ui/Button.tsx'
import { Kbd, keysOnScreen } from '../ui/Kbd.tsx'
import { useAction } from './desk-context.ts'

/** A button that is a reading of the registry: label, key, what it does, why it cannot. */
export function ActionButton({
  id,
  tone = 'plain',
  showKeys = true,
  icon,
  children,
}: {
  id: string
  tone?: 'plain' | 'primary' | 'danger' | 'quiet'
  showKeys?: boolean
  icon?: ReactNode
  /** Other words than the action's label. */
  children?: ReactNode
}) {
  const { action, label, blocked, keys, run } = useAction(id)
  return (
    <Button
      tone={tone}
      blocked={blocked}
      onClick={run}
      aria-label={action.label}
      title={label}
      data-action={id}
    >
      {icon}
      {children ?? action.label}
      {showKeys && keys !== null ? <Kbd keys={keys} /> : null}
    </Button>
  )
}

/** The same as a picture; name and key are in the tooltip. */
export function ActionIcon({ id, icon, pressed }: { id: string; icon: ReactNode; pressed?: boolean }) {
  const { action, label, blocked, keys, run } = useAction(id)
  const title = keys === null ? label : `${label} (${keysOnScreen(keys)})`
  return (
    <IconButton
      label={action.label}
      title={title}
      blocked={blocked}
      onClick={run}
      aria-pressed={pressed}
      data-action={id}
    >
      {icon}
    </IconButton>
  )
}
