import geodesic from 'geographiclib-geodesic'
import proj4 from 'proj4'
import type { Affine } from './canvas.ts'

export type LonLat = readonly [lon: number, lat: number]

/** A hull in a scene as it really is, in the field names of the records (see the public contract). */
export interface HullTruth {
  /** The same for the same ship on every date. */
  readonly key: string
  readonly name: string
  readonly class: string
  readonly berth_state: string
  /** Name of the place, or null in open water. */
  readonly place: string | null
  /** 1 is nearest the quay, null where the ship is not in a raft. */
  readonly raft_order: number | null
  readonly length_m: number
  readonly beam_m: number
  /** Azimuth from stern to bow, degrees clockwise from true north. */
  readonly heading_deg: number
  readonly lon: number
  readonly lat: number
  /** Corners on WGS84, lon, lat: stern starboard, bow starboard, bow port, stern port. Open. */
  readonly ring: readonly [LonLat, LonLat, LonLat, LonLat]
}

const wgs84 = geodesic.Geodesic.WGS84

/** The point `distanceM` away in direction `azimuthDeg`, on the WGS84 ellipsoid (Karney's direct problem). */
export function travel([lon, lat]: LonLat, azimuthDeg: number, distanceM: number): LonLat {
  const end = wgs84.Direct(lat, lon, azimuthDeg, distanceM)
  return [end.lon2!, end.lat2!]
}

/** Corners of the rectangle around a hull: true to scale in the plane that touches the ellipsoid at its centre. */
export function footprintRing(
  centre: LonLat,
  headingDeg: number,
  lengthM: number,
  beamM: number,
): [LonLat, LonLat, LonLat, LonLat] {
  const corner = (along: number, right: number) => {
    const azimuth = headingDeg + (Math.atan2(right, along) * 180) / Math.PI
    return travel(centre, azimuth, Math.hypot(along, right))
  }
  const [s, t] = [lengthM / 2, beamM / 2]
  return [corner(-s, t), corner(s, t), corner(s, -t), corner(-s, -t)]
}

/** A map grid: lon, lat to x, y and back. */
export interface Grid {
  readonly epsg: number
  readonly kind: 'projected' | 'geographic'
  forward(place: LonLat): LonLat
  inverse(xy: LonLat): LonLat
}

function definition(epsg: number): string {
  if (epsg === 4326) return '+proj=longlat +datum=WGS84 +no_defs'
  if (epsg === 3857)
    return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
  const zone = epsg % 100
  if ((epsg > 32600 && epsg <= 32660) || (epsg > 32700 && epsg <= 32760))
    return `+proj=utm +zone=${zone}${epsg > 32700 ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`
  throw new Error(`The scene generator knows UTM, 3857 and 4326, not EPSG:${epsg}.`)
}

/** A grid by EPSG code: WGS84 UTM zones, 3857 and 4326. */
export function gridOf(epsg: number): Grid {
  const converter = proj4('+proj=longlat +datum=WGS84 +no_defs', definition(epsg))
  return {
    epsg,
    kind: epsg === 4326 ? 'geographic' : 'projected',
    forward: ([lon, lat]) => {
      const [x, y] = converter.forward([lon, lat])
      return [x, y]
    },
    inverse: ([x, y]) => {
      const [lon, lat] = converter.inverse([x, y])
      return [lon, lat]
    },
  }
}

/**
 * From a ship's own frame (x metres towards the bow, y metres to starboard) to the grid: exact at the centre, and
 * within a millimetre over the length of a ship.
 */
export function shipToGrid(grid: Grid, centre: LonLat, headingDeg: number): Affine {
  const reach = 100
  const axis = (azimuth: number) => {
    const [x1, y1] = grid.forward(travel(centre, azimuth, reach))
    const [x0, y0] = grid.forward(travel(centre, azimuth + 180, reach))
    return [(x1 - x0) / (2 * reach), (y1 - y0) / (2 * reach)] as const
  }
  const [ax, ay] = axis(headingDeg)
  const [rx, ry] = axis(headingDeg + 90)
  const [cx, cy] = grid.forward(centre)
  return { a: ax, b: rx, c: cx, d: ay, e: ry, f: cy }
}
