import { fleet, type FleetKey, type FleetShip } from './fleet.ts'
import { footprintRing, type HullTruth, type LonLat } from './truth.ts'
import { docks, floatingDock, piers, slipways } from './yard-layout.ts'
import { lonLatOf, local, quayAzimuthDeg, trueAzimuth, yardGrid } from './yard-frame.ts'

/** A ship where it is on one date. */
export interface Presence {
  readonly ship: FleetShip
  readonly truth: HullTruth
  /** The footprint's corners on the yard's grid, metres. */
  readonly corners: readonly LonLat[]
  /** Knots through the water; 0 at rest. */
  readonly speedKn: number
  /** Deck above the water or the dock's floor, metres. */
  readonly freeboardM: number
  /** What it stands in, for the order of drawing. */
  readonly stands: 'water' | 'dock' | 'floating dock' | 'slip'
}

interface Placing {
  readonly lonLat: LonLat
  readonly headingDeg: number
  readonly berthState: string
  readonly place: string | null
  readonly raftOrder?: number
  readonly speedKn?: number
  readonly freeboardM?: number
  readonly stands?: Presence['stands']
}

function present(key: FleetKey, at: Placing): Presence {
  const ship: FleetShip = fleet[key]
  const { lonLat, headingDeg } = at
  const [lon, lat] = lonLat
  const truth: HullTruth = {
    key: ship.key,
    name: ship.name,
    class: ship.class,
    berth_state: at.berthState,
    place: at.place,
    raft_order: at.raftOrder ?? null,
    length_m: ship.lengthM,
    beam_m: ship.beamM,
    heading_deg: headingDeg,
    lon,
    lat,
    ring: footprintRing(lonLat, headingDeg, ship.lengthM, ship.beamM),
  }
  return {
    ship,
    truth,
    corners: truth.ring.map((corner) => yardGrid.forward(corner)),
    speedKn: at.speedKn ?? 0,
    freeboardM: at.freeboardM ?? Math.min(16, 1.6 + ship.lengthM / 34),
    stands: at.stands ?? 'water',
  }
}

/** A direction in the yard (degrees from +u, northwards along the quay, towards the sea) as a true heading. */
function yardHeading(lonLat: LonLat, fromQuayDeg: number): number {
  return trueAzimuth(lonLat, quayAzimuthDeg + fromQuayDeg)
}

/** At anchor in the roadstead, at local metres east and north; heads to the stream (or the wind) it is given. */
export function anchored(key: FleetKey, east: number, north: number, headingDeg: number): Presence {
  return present(key, {
    lonLat: lonLatOf([east, north]),
    headingDeg,
    berthState: 'at_anchor',
    place: 'East roadstead',
  })
}

/** Under way. */
export function underway(
  key: FleetKey,
  east: number,
  north: number,
  headingDeg: number,
  speedKn: number,
): Presence {
  return present(key, {
    lonLat: lonLatOf([east, north]),
    headingDeg,
    berthState: 'underway',
    place: null,
    speedKn,
  })
}

/** In a graving dock, bow inland. `flooded`: afloat in it. */
export function docked(key: FleetKey, dock: 0 | 1, flooded = false, aside = 0): Presence {
  const { name, u, length, depth } = docks[dock]!
  const ship: FleetShip = fleet[key]
  const lonLat = lonLatOf(local(u + aside, -length + 18 + ship.lengthM / 2))
  const headingDeg = yardHeading(lonLat, -90)
  const freeboardM = flooded ? 6 : depth + 7
  return present(key, { lonLat, headingDeg, berthState: 'dry_dock', place: name, freeboardM, stands: 'dock' })
}

/** On the floating dock. */
export function lifted(key: FleetKey): Presence {
  const { name, u, v } = floatingDock
  const lonLat = lonLatOf(local(u + 3, v))
  return present(key, {
    lonLat,
    headingDeg: yardHeading(lonLat, 0),
    berthState: 'floating_dock',
    place: name,
    freeboardM: 15,
    stands: 'floating dock',
  })
}

/** On a slip, stern to the sea. */
export function onSlip(key: FleetKey, slip: 0 | 1): Presence {
  const { name, u, v } = slipways[slip]
  const lonLat = lonLatOf(local(u, v))
  return present(key, {
    lonLat,
    headingDeg: yardHeading(lonLat, -90),
    berthState: 'slipway',
    place: name,
    freeboardM: 13,
    stands: 'slip',
  })
}

/**
 * Alongside a pier: `side` -1 its south, 1 its north; bow out to sea or in. `inside` is the ship that lies between it
 * and the pier: then the two are a raft.
 */
export function alongsidePier(
  key: FleetKey,
  pier: 0 | 1 | 2,
  side: -1 | 1,
  fromRoot: number,
  bow: 'out' | 'in',
  raft?: { order: number; inside?: FleetKey },
): Presence {
  const { name, u, width } = piers[pier]!
  const ship: FleetShip = fleet[key]
  const gap = 1.6 + (raft?.inside === undefined ? 0 : fleet[raft.inside].beamM + 2.2)
  const lonLat = lonLatOf(local(u + side * (width / 2 + gap + ship.beamM / 2), fromRoot + ship.lengthM / 2))
  // A ship is never quite parallel to its berth: a tenth of a degree or two.
  const lie = ((ship.lengthM * 7) % 5) * 0.08 - 0.16
  const place = `${name} ${side < 0 ? 'south' : 'north'}`
  const headingDeg = yardHeading(lonLat, (bow === 'out' ? 90 : -90) + lie)
  const berthState = raft === undefined ? 'alongside' : 'rafted'
  return present(key, { lonLat, headingDeg, berthState, place, ...(raft && { raftOrder: raft.order }) })
}

/** Alongside the quay wall, its middle at `u`; `bow` 1 points north along the quay. */
export function alongsideQuay(key: FleetKey, u: number, bow: -1 | 1, place: string, outside = 0): Presence {
  const ship: FleetShip = fleet[key]
  const lonLat = lonLatOf(local(u, 2.2 + outside + ship.beamM / 2))
  const headingDeg = yardHeading(lonLat, bow === 1 ? 0.12 : 180.1)
  return present(key, { lonLat, headingDeg, berthState: 'alongside', place })
}
