import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import type { LonLat } from '../../src/domain/polygon.ts'
import { accent, casing } from './footprints/paint.ts'

/** A shore as a ring of longitude and latitude, and how far it reaches, in degrees. */
interface Shore {
  readonly ring: readonly (readonly number[])[]
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Half of the height of what is shown, in degrees of latitude. */
const reachDeg = 9

let reading: Promise<readonly Shore[]> | null = null

/** Natural Earth's land at 1:50 million; read once, when it is first wanted. */
function shores(): Promise<readonly Shore[]> {
  reading ??= import('world-atlas/land-50m.json').then((module) => {
    const topology = module.default as unknown as Topology
    const land = topology.objects['land']
    if (land === undefined) return []
    const found = feature(topology, land)
    const shapes = found.type === 'FeatureCollection' ? found.features : [found]
    return shapes.flatMap(({ geometry }) => {
      if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat().map(shoreOf)
      return geometry.type === 'Polygon' ? geometry.coordinates.map(shoreOf) : []
    })
  })
  return reading
}

/** Draws the coasts around a place, north up, with a mark on it. Resolves when it is drawn. */
export async function drawCoastline(canvas: HTMLCanvasElement, place: LonLat): Promise<void> {
  const land = await shores()
  const context = canvas.getContext('2d')
  if (context === null) return
  const ratio = window.devicePixelRatio
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)]
  canvas.width = width
  canvas.height = height
  const perDegree = height / (2 * reachDeg)
  const narrowing = Math.max(0.1, Math.cos((place[1] * Math.PI) / 180))
  const acrossDeg = width / perDegree / narrowing
  context.beginPath()
  for (const shore of land) {
    for (const turn of [-360, 0, 360]) {
      if (!isNear(shore, place, turn, acrossDeg / 2)) continue
      shore.ring.forEach(([lon = 0, lat = 0], index) => {
        const x = width / 2 + (lon + turn - place[0]) * perDegree * narrowing
        const y = height / 2 - (lat - place[1]) * perDegree
        if (index === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      })
      context.closePath()
    }
  }
  context.fillStyle = '#2f3a41'
  context.fill('evenodd')
  context.lineWidth = 0.8 * ratio
  context.strokeStyle = '#6d7c86'
  context.stroke()
  context.beginPath()
  context.arc(width / 2, height / 2, 3.5 * ratio, 0, 2 * Math.PI)
  context.lineWidth = 4 * ratio
  context.strokeStyle = casing
  context.stroke()
  context.lineWidth = 1.8 * ratio
  context.strokeStyle = accent
  context.stroke()
}

function shoreOf(ring: Shore['ring']): Shore {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x = 0, y = 0] of ring) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return { ring, west, south, east, north }
}

/** Whether a shore, turned by whole turns, reaches into what is shown around a place. */
function isNear(
  { west, south, east, north }: Shore,
  [lon, lat]: LonLat,
  turn: number,
  acrossDeg: number,
): boolean {
  const isBeside = west + turn < lon + acrossDeg && east + turn > lon - acrossDeg
  return isBeside && south < lat + reachDeg && north > lat - reachDeg
}
