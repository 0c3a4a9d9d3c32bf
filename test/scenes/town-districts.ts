/** A part of town with its own street grid. */
export interface District {
  readonly u: number
  readonly v: number
  readonly turnDeg: number
  readonly columns: number
  readonly rows: number
  readonly blockLength: number
  readonly blockWidth: number
  readonly industry: number
  /** It reaches over these u. */
  readonly from: number
  readonly to: number
}

/** The parts of town, from the harbour to the hills. */
export const districts: readonly District[] = [
  {
    u: -720,
    v: -860,
    turnDeg: 0,
    columns: 11,
    rows: 10,
    blockLength: 104,
    blockWidth: 74,
    industry: 0.5,
    from: -1290,
    to: -175,
  },
  {
    u: 400,
    v: -880,
    turnDeg: -7,
    columns: 13,
    rows: 12,
    blockLength: 96,
    blockWidth: 66,
    industry: 0.22,
    from: -170,
    to: 1010,
  },
  {
    u: 1280,
    v: -480,
    turnDeg: 22,
    columns: 9,
    rows: 9,
    blockLength: 78,
    blockWidth: 54,
    industry: 0.1,
    from: 1010,
    to: 2000,
  },
  {
    u: 480,
    v: -1850,
    turnDeg: 11,
    columns: 6,
    rows: 12,
    blockLength: 84,
    blockWidth: 70,
    industry: 0,
    from: 0,
    to: 1000,
  },
  {
    u: -2130,
    v: -740,
    turnDeg: -16,
    columns: 9,
    rows: 9,
    blockLength: 90,
    blockWidth: 64,
    industry: 0.08,
    from: -2700,
    to: -1600,
  },
]
