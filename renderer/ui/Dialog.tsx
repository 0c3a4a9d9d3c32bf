import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { IconButton } from './Button.tsx'

/** A dialog with its title, its content and, in `footer`, what it can do. Esc closes it. */
export function Dialog({
  title,
  size = 'plain',
  isText = false,
  footer,
  onClose,
  children,
}: {
  title: string
  size?: 'plain' | 'wide'
  /** Whether its content is there to be read: keys scroll it. */
  isText?: boolean
  footer?: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const body = useRef<HTMLDivElement>(null)
  const firstField = () => {
    if (isText) return body.current
    const field = body.current?.querySelector<HTMLElement>('input, textarea, button') ?? true
    // What is typed first replaces what stands there, as it does where a field is reached with Tab.
    if (field instanceof HTMLInputElement && field.type === 'text') field.select()
    return field
  }
  return (
    <Base.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup initialFocus={firstField} className="popup dialog" data-size={size}>
          <div className="dialog-head">
            <Base.Title>{title}</Base.Title>
            <IconButton label="Close" onClick={onClose}>
              <X size={15} />
            </IconButton>
          </div>
          <div ref={body} className="dialog-body" tabIndex={isText ? 0 : undefined}>
            {children}
          </div>
          {footer === undefined ? null : <div className="dialog-foot">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
