import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { HullChips } from '../map/scenes/chip-drawing.ts'
import type { MapController } from '../map/map-contract.ts'
import { actionOf, actionsNow, reasonAgainst } from '../state/actions.ts'
import type { Desk } from '../state/desk.ts'
import type { ProjectState } from '../state/project-store.ts'
import type { ReadoutState } from '../state/readout-store.ts'
import type { WorkbenchState } from '../state/workbench-store.ts'

/** The desk, and how a map is made in an element of the page. */
export interface Window {
  readonly desk: Desk
  readonly createMap: (target: HTMLElement) => MapController
  readonly chips: HullChips
}

export const WindowContext = createContext<Window | null>(null)

/** The window that this component is part of. Throws outside of one: a mistake in the program. */
export function useWindow(): Window {
  const value = use(WindowContext)
  if (value === null) throw new RangeError('no window around this component')
  return value
}

export function useDesk(): Desk {
  return useWindow().desk
}

/** A part of the project; the component is drawn again when that part is another object. */
export function useProject<T>(part: (state: ProjectState) => T): T {
  return useStore(useDesk().project, part)
}

export function useWorkbench<T>(part: (state: WorkbenchState) => T): T {
  return useStore(useDesk().workbench, part)
}

export function useReadout<T>(part: (state: ReadoutState) => T): T {
  return useStore(useDesk().readout, part)
}

/** Something read from both stores that compares by value: text, number, boolean or null. */
export function useReading<T extends string | number | boolean | null>(read: (desk: Desk) => T): T {
  const desk = useDesk()
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = [desk.project.subscribe(changed), desk.workbench.subscribe(changed)]
      return () => stops.forEach((stop) => stop())
    },
    [desk],
  )
  return useSyncExternalStore(subscribe, () => read(desk))
}

/** An action as a control shows it: its label now, its key, and why it cannot run. */
export function useAction(id: string) {
  const desk = useDesk()
  const action = actionsNow(desk).find((one) => one.id === id) ?? actionOf(id)
  const blocked = useReading((now) => reasonAgainst(action, now))
  const label = useReading((now) => action.labelNow?.(now) ?? action.label)
  const keys = useReading((now) => actionsNow(now).find((one) => one.id === id)?.keys[0] ?? null)
  return { action, label, blocked, keys, run: () => action.run(desk) }
}
