import { Menu } from '@base-ui/react/menu'
import { useState, type ReactElement } from 'react'
import { Kbd } from './Kbd.tsx'

export interface MenuEntry {
  readonly label: string
  /** The action of the registry that it is a reading of, where it is one. */
  readonly action?: string
  /** Why it cannot be chosen now. */
  readonly blocked?: string | null
  readonly keys?: string | null
  readonly run: () => void
}

/** A button that opens a menu; the entries are read when it opens, and one that cannot act says why. */
export function MenuButton({
  trigger,
  entries,
}: {
  trigger: ReactElement
  entries: () => readonly MenuEntry[]
}) {
  const [open, setOpen] = useState(false)
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="popup-layer" sideOffset={4} align="start">
          <Menu.Popup className="popup menu">
            {(open ? entries() : []).map(({ label, action, blocked = null, keys = null, run }) => (
              <Menu.Item
                key={label}
                className="menu-item"
                data-action={action}
                disabled={blocked !== null}
                onClick={run}
              >
                <span>
                  {label}
                  {blocked === null ? null : <small>{blocked}</small>}
                </span>
                {keys === null ? null : <Kbd keys={keys} />}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
