import type { MapController } from '../map/map-contract.ts'
import type { ProjectStore } from './project-store.ts'
import type { ReadoutStore } from './readout-store.ts'
import type { Session } from './session.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** Everything that a panel or an action can reach. There is one for each window. */
export interface Desk {
  readonly project: ProjectStore
  readonly workbench: WorkbenchStore
  readonly readout: ReadoutStore
  readonly session: Session
  /** The map while it is mounted. */
  readonly map: { current: MapController | null }
}
