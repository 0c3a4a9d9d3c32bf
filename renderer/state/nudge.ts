import type { Uid } from '../../src/domain/identifiers.ts'

/** Hulls that are being moved or turned by keys, and how far until now. */
export interface Nudge {
  readonly uids: readonly Uid[]
  readonly eastM: number
  readonly northM: number
  /** Clockwise. */
  readonly turnDeg: number
}
