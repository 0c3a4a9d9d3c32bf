import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from '../src/contract/bridge.ts'
import { plainText } from './plain-text.ts'

/** The menus that stand where people look for them; others follow in the order in which the page names them. */
const usualOrder = ['File', 'Edit', 'View']

/** What text fields need: the platform's own commands act on the field that has the focus. */
const textCommands: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
]

function extraItems(menu: string): readonly MenuItemConstructorOptions[] {
  if (menu === 'Edit') return textCommands
  if (menu === 'File' && process.platform !== 'darwin') return [{ type: 'separator' }, { role: 'quit' }]
  if (menu === 'View' && !app.isPackaged) return [{ type: 'separator' }, { role: 'toggleDevTools' }]
  return []
}

/** The native menu as a template: the page's actions, grouped, with the platform's own commands beside them. */
export function menuTemplate(
  items: readonly MenuItem[],
  choose: (id: string) => void,
): MenuItemConstructorOptions[] {
  const names = [...new Set([...usualOrder, ...items.map((item) => item.menu)])]
  const menus = names.map((name) => {
    const own = items
      .filter((item) => item.menu === name)
      .map((item) => ({
        id: item.id,
        label: plainText(item.label),
        enabled: item.enabled,
        ...(item.accelerator === undefined ? {} : { accelerator: item.accelerator }),
        // The page listens to its keys itself: the menu only shows them.
        registerAccelerator: false,
        click: () => choose(item.id),
      }))
    const extra = extraItems(name)
    const submenu = own.length === 0 && extra[0]?.type === 'separator' ? extra.slice(1) : [...own, ...extra]
    return { label: plainText(name), submenu: [...submenu] }
  })
  const shown = menus.filter((menu) => menu.submenu.length > 0)
  return process.platform === 'darwin' ? [{ role: 'appMenu' }, ...shown] : shown
}

/** Replaces the native menu. `choose` gets the id of the item that is clicked. */
export function showMenu(items: readonly MenuItem[], choose: (id: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(items, choose)))
}
