/** Where everything in the yard stands, in its own frame: u along the quay northwards, v seawards, metres. */

export interface Dock {
  readonly name: string
  readonly u: number
  readonly width: number
  /** From the gate at the quay line to the head. */
  readonly length: number
  readonly depth: number
}

export const docks: readonly Dock[] = [
  { name: 'Dry dock 1', u: -400, width: 70, length: 362, depth: 12 },
  { name: 'Dry dock 2', u: -268, width: 54, length: 306, depth: 11 },
]

export interface Pier {
  readonly name: string
  readonly u: number
  readonly width: number
  readonly length: number
}

export const piers: readonly Pier[] = [
  { name: 'Pier 1', u: 110, width: 24, length: 344 },
  { name: 'Pier 2', u: 342, width: 22, length: 330 },
  { name: 'Pier 3', u: 566, width: 20, length: 300 },
]

/** The floating dock: its middle, and its sides along u and v; the walls stand on the long sides. */
export const floatingDock = {
  name: 'Floating dock',
  u: -792,
  v: 66,
  length: 284,
  width: 62,
  wall: 5.5,
  wallHeight: 17,
}

/** Building slips: the middle of each ground way, which slopes into the water. */
export const slipways = [
  { name: 'Slipway 1', u: -1066, v: -86, length: 214, width: 34 },
  { name: 'Slipway 2', u: -1012, v: -86, length: 214, width: 30 },
] as const
