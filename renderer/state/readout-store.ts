import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LonLat } from '../../src/domain/polygon.ts'
import type { LiveMeasures } from '../map/map-contract.ts'

/** What changes with every movement of the mouse. Apart from the other stores, so that panels are not drawn again. */
export interface ReadoutState {
  readonly lonLat: LonLat | null
  readonly samples: readonly number[] | null
  /** The map shows something, with or without a place on the ground. */
  readonly hasView: boolean
  /** Null, as the middle, where what is shown has no place on the ground. */
  readonly metresPerPixel: number | null
  readonly rotationDeg: number
  /** Where true north points, degrees clockwise from the top of the screen. */
  readonly northDeg: number
  /** The middle of the map. */
  readonly centre: LonLat | null
  /** The scene that is under the pointer: the shown (B) or the compared one (A). */
  readonly side: 'A' | 'B'
  /** The date that is lit now while they blink. */
  readonly lit: 'A' | 'B'
  /** The pane that is told of above, where each has a camera of its own. */
  readonly pane: 'A' | 'B'
  readonly hint: string
  readonly measures: LiveMeasures | null
  /** Something is begun on the map and not ended: what lies over it lets the pen through. */
  readonly isDrawing: boolean
  /** Keys point and press in the middle of the map, not the mouse. */
  readonly isKeyboardPen: boolean
  readonly tilesPending: number
}

export type ReadoutStore = StoreApi<ReadoutState>

export function createReadoutStore(): ReadoutStore {
  return createStore<ReadoutState>(() => ({
    lonLat: null,
    samples: null,
    hasView: false,
    metresPerPixel: null,
    rotationDeg: 0,
    northDeg: 0,
    centre: null,
    side: 'B',
    lit: 'B',
    pane: 'B',
    hint: '',
    measures: null,
    isDrawing: false,
    isKeyboardPen: false,
    tilesPending: 0,
  }))
}
