import type { Bridge, MenuItem } from '../../src/contract/bridge.ts'
import { actionForKey, menuItems } from '../state/actions.ts'
import type { Desk } from '../state/desk.ts'

/** Listens to keys for as long as the window lives. A key that an open dialog or menu needs is left to it. */
export function listenToKeys(desk: Desk): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    if (event.key === 'Escape' && isTextEntry(event.target)) {
      // Leaving a field is one step; stepping back further is the next.
      if (event.target instanceof HTMLElement) event.target.blur()
      return
    }
    if (desk.workbench.getState().dialog !== null || inPopup(event.target)) return
    if (isForControl(event)) return
    const { labelStep } = desk.workbench.getState()
    const action = actionForKey(event, isTextEntry(event.target), desk)
    if (action !== null) {
      event.preventDefault()
      action.run(desk)
    } else if (event.target === document.body) toMap(event)
    // A key that is not one of those that a label waits for ends the waiting.
    if (labelStep !== null && labelStep === desk.workbench.getState().labelStep && !isModifier(event))
      desk.workbench.setState({ labelStep: null })
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** Where nothing has the focus, as after a field was left or a message closed, keys are the map's. */
function toMap(event: KeyboardEvent): void {
  if (event.key === 'Tab' || isModifier(event)) return
  const map = document.querySelector<HTMLElement>('[data-focus="map"]')
  if (map === null) return
  map.focus()
  if (
    !map.dispatchEvent(new KeyboardEvent(event.type, { ...keysOf(event), bubbles: true, cancelable: true }))
  )
    event.preventDefault()
}

function keysOf({ key, code, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): KeyboardEventInit {
  return { key, code, ctrlKey, shiftKey, altKey, metaKey }
}

/**
 * Whether a key moves within, out of, or presses the control that has the focus. The map is none: its keys are commands,
 * as Enter is in a table that says so.
 */
function isForControl({ key, ctrlKey, altKey, metaKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || !(target instanceof Element)) return false
  if (!['Enter', ' ', 'Tab'].includes(key) && !key.startsWith('Arrow')) return false
  const control = target.closest('button, a, select, input, [tabindex]')
  if (key === 'Enter' && control?.matches('[data-enter="command"]') === true) return false
  return control !== null && !control.matches('.map-target')
}

function isModifier({ key }: KeyboardEvent): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'].includes(key)
}

function inPopup(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null
  )
}

/** The menu follows within this time: progress comes many times a second, and each reading asks every command. */
const menuDelayMs = 60

/** Keeps the native menu a reading of the registry: sent again when a label or a state in it changed. */
export function keepMenu(desk: Desk, bridge: Pick<Bridge, 'menu'>): () => void {
  let sent = ''
  let waiting: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    waiting = undefined
    const items: readonly MenuItem[] = menuItems(desk)
    const text = JSON.stringify(items)
    if (text === sent) return
    sent = text
    bridge.menu(items)
  }
  const soon = () => {
    waiting ??= setTimeout(send, menuDelayMs)
  }
  send()
  const stops = [desk.project.subscribe(soon), desk.workbench.subscribe(soon)]
  return () => {
    clearTimeout(waiting)
    stops.forEach((stop) => stop())
  }
}

/** Whether keys typed into this element are text, so that only Ctrl combinations and Esc are commands. */
function isTextEntry(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type)
  )
}
