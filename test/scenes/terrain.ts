import { cover, type Point } from './canvas.ts'
import { softNoise, roughNoise } from './noise.ts'
import { makeRandom } from './prng.ts'
import { local } from './yard-frame.ts'

/** Coast, flats and hills: what the sea and the town have been built around. Local metres everywhere. */
export interface Terrain {
  readonly land: readonly (readonly Point[])[]
  /** Metres inland, negative at sea. */
  readonly coast: Field
  /** Metres into the hills, 0 on the flats and at sea. */
  readonly hill: Field
  /** Rise per metre towards east and north. */
  readonly slopeEast: Field
  readonly slopeNorth: Field
}

/** Values on a coarse lattice around the origin, interpolated between. */
export interface Field {
  readonly values: Float32Array
}

const cell = 10
const reach = 4200
const side = (2 * reach) / cell

/** The field's value at a place; beyond its edge, that of the edge. */
export function at(field: Field, east: number, north: number): number {
  const x = Math.max(0, Math.min(side - 1.001, (east + reach) / cell - 0.5))
  const y = Math.max(0, Math.min(side - 1.001, (reach - north) / cell - 0.5))
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const u = x - x0
  const v = y - y0
  const i = y0 * side + x0
  const { values } = field
  return (
    (values[i]! * (1 - u) + values[i + 1]! * u) * (1 - v) +
    (values[i + side]! * (1 - u) + values[i + side + 1]! * u) * v
  )
}

/** u, v of the mainland's shore from south to north; `built` legs are straight quays and walls. */
const shore: readonly (readonly [u: number, v: number, built?: 'built'])[] = [
  [-5200, -900],
  [-4300, -350],
  [-3500, 60],
  [-3100, 330],
  [-2820, 180],
  [-2500, -330],
  [-2050, -520],
  [-1700, -330],
  [-1480, 70],
  [-1330, 150],
  [-1240, 40],
  [-1180, 0, 'built'],
  [1170, 0, 'built'],
  [1170, -190, 'built'],
  [1300, -250, 'built'],
  [1560, -330, 'built'],
  [1800, -260],
  [1930, -40],
  [2150, 210],
  [2500, 360],
  [2760, 180],
  [3050, -240],
  [3600, -420],
  [4300, -200],
  [5400, -500],
]

const islands: readonly (readonly Point[])[] = [
  [
    [1500, 1560],
    [1640, 1790],
    [1910, 1900],
    [2160, 1820],
    [2230, 1620],
    [2040, 1500],
    [1760, 1440],
  ],
  [
    [2330, -2010],
    [2410, -1900],
    [2530, -1960],
    [2490, -2090],
    [2390, -2110],
  ],
  [
    [2380, 1500],
    [2430, 1530],
    [2440, 1480],
  ],
]

/** The flats, in u, v: the yard and its town, the fishing village, the valleys. */
export const flats: readonly (readonly Point[])[] = [
  [
    [-1250, 30],
    [1400, 30],
    [1520, -420],
    [1180, -900],
    [700, -1240],
    [150, -1080],
    [-420, -1190],
    [-900, -930],
    [-1290, -520],
  ],
  [
    [1280, -200],
    [1960, -120],
    [2060, -420],
    [1700, -760],
    [1250, -640],
  ],
  [
    [-2480, -300],
    [-1860, -560],
    [-1700, -900],
    [-2100, -1250],
    [-2560, -1000],
  ],
  [
    [100, -1000],
    [380, -1060],
    [700, -1800],
    [420, -2500],
    [150, -2450],
    [260, -1750],
  ],
]

/** Breaks each natural leg into smaller ones, displaced sideways, so that the shore looks like a shore. */
function roughened(points: readonly { p: Point; built: boolean }[], closed: boolean, name: string): Point[] {
  const random = makeRandom('shore', name)
  let list = points.map(({ p, built }) => ({ p, built }))
  for (let round = 0; round < 5; round++) {
    const next: typeof list = []
    list.forEach((from, i) => {
      next.push(from)
      const to = list[i + 1] ?? (closed ? list[0] : undefined)
      if (to === undefined || (from.built && to.built)) return
      const dx = to.p[0] - from.p[0]
      const dy = to.p[1] - from.p[1]
      const shift = random.normal() * 0.13
      next.push({
        p: [(from.p[0] + to.p[0]) / 2 - dy * shift, (from.p[1] + to.p[1]) / 2 + dx * shift],
        built: false,
      })
    })
    list = next
  }
  return list.map(({ p }) => p)
}

function maskOf(rings: readonly (readonly Point[])[]): Float32Array {
  const mask = new Float32Array(side * side)
  for (const ring of rings) {
    const flat = ring.flatMap(([x, y]) => [(x + reach) / cell, (reach - y) / cell])
    cover({ width: side, height: side }, flat, (i, share) => (mask[i] = Math.max(mask[i]!, share)))
  }
  return mask
}

/** Squared distance to the nearest cell where `outside` holds (Felzenszwalb and Huttenlocher 2012), in cells. */
function distances(outside: (index: number) => boolean): Float32Array {
  const far = 1e9
  const grid = Float32Array.from({ length: side * side }, (_, i) => (outside(i) ? 0 : far))
  const f = new Float64Array(side)
  const vertex = new Int32Array(side)
  const border = new Float64Array(side + 1)
  const line = (start: number, step: number) => {
    for (let i = 0; i < side; i++) f[i] = grid[start + i * step]!
    let k = 0
    vertex[0] = 0
    border[0] = -Infinity
    border[1] = Infinity
    for (let q = 1; q < side; q++) {
      let s = 0
      for (;;) {
        const v = vertex[k]!
        s = (f[q]! + q * q - f[v]! - v * v) / (2 * q - 2 * v)
        if (s > border[k]! || k === 0) break
        k--
      }
      if (s <= border[k]!) s = border[k]!
      else k++
      vertex[k] = q
      border[k] = s
      border[k + 1] = Infinity
    }
    k = 0
    for (let q = 0; q < side; q++) {
      while (border[k + 1]! < q) k++
      const v = vertex[k]!
      grid[start + q * step] = (q - v) * (q - v) + f[v]!
    }
  }
  for (let x = 0; x < side; x++) line(x, side)
  for (let y = 0; y < side; y++) line(y * side, 1)
  return grid.map((square) => Math.sqrt(square))
}

let cached: Terrain | undefined

/** The terrain, made once. */
export function terrain(): Terrain {
  if (cached !== undefined) return cached
  const coastline = roughened(
    shore.map(([u, v, built]) => ({ p: local(u, v), built: built === 'built' })),
    false,
    'mainland',
  )
  const mainland = [...coastline, local(5400, -7000), local(-5200, -7000)]
  const islets = islands.map((ring, i) =>
    roughened(
      ring.map((p) => ({ p, built: false })),
      true,
      `island ${i}`,
    ),
  )
  const land = [mainland, ...islets]
  const landMask = maskOf(land)
  const flatMask = maskOf(
    flats.map((ring) =>
      roughened(
        ring.map(([u, v]) => ({ p: local(u, v), built: false })),
        true,
        'flat',
      ),
    ),
  )
  const inland = distances((i) => landMask[i]! < 0.5)
  const atSea = distances((i) => landMask[i]! >= 0.5)
  const coast = inland.map((d, i) => cell * (d > 0 ? d - 0.5 : 0.5 - atSea[i]!))
  const hill = distances((i) => landMask[i]! < 0.5 || flatMask[i]! > 0.5).map((d) => d * cell)
  const height = new Float32Array(side * side)
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) {
      const d = hill[i]!
      if (d <= 0) continue
      const [e, n] = [x * cell, y * cell]
      const rise = 1 - Math.exp(-d / 420)
      const ridges = 1 - Math.abs(softNoise(e * 0.32 + 300, n * 0.32 + 70)) * 0.55
      const gullies = 1 - Math.abs(softNoise(e * 0.9, n * 0.9)) * 0.5
      height[i] =
        rise * (150 * ridges + 60 * softNoise(e * 0.1, n * 0.1)) +
        Math.min(1, d / 120) * (26 * gullies + 2.5 * roughNoise(e * 0.5, n * 0.5))
    }
  const slopeEast = new Float32Array(side * side)
  const slopeNorth = new Float32Array(side * side)
  for (let y = 1; y < side - 1; y++)
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x
      slopeEast[i] = (height[i + 1]! - height[i - 1]!) / (2 * cell)
      slopeNorth[i] = (height[i - side]! - height[i + side]!) / (2 * cell)
    }
  cached = {
    land,
    coast: { values: coast },
    hill: { values: hill },
    slopeEast: { values: slopeEast },
    slopeNorth: { values: slopeNorth },
  }
  return cached
}
