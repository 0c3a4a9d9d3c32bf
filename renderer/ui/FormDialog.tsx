import { useId, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

/** A dialog that does one thing with its fields, by its button or by Enter in one of them, and closes. */
export function FormDialog({
  title,
  action,
  blocked,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  /** What the button says. */
  action: string
  /** Why it cannot be done with what the fields hold; null where it can. */
  blocked: string | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const form = useId()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button type="submit" form={form} tone="primary" blocked={blocked}>
          {action}
        </Button>
      }
    >
      <form
        id={form}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (blocked !== null) return
          onSubmit()
          onClose()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
