import type { Point } from './canvas.ts'
import { materials, shaded } from './materials.ts'
import { fill, prism, rectangle, stroke, partOf, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'

interface Road {
  readonly width: number
  readonly through: readonly Point[]
}

/** Roads outside the street grids, by points in the yard's u, v. */
const roads: readonly Road[] = [
  {
    width: 17,
    through: [
      [-4200, -900],
      [-3000, -560],
      [-2300, -620],
      [-1720, -560],
      [-1380, -505],
      [-1000, -497],
      [0, -497],
      [900, -497],
      [1180, -500],
      [1330, -430],
      [1700, -420],
      [2020, -420],
      [2400, -620],
      [3200, -900],
      [4200, -1000],
    ],
  },
  {
    width: 11,
    through: [
      [-160, -490],
      [-165, -900],
      [-120, -1150],
      [120, -1500],
      [260, -1900],
      [200, -2500],
      [420, -3200],
      [300, -4000],
    ],
  },
  {
    width: 8,
    through: [
      [-1380, -505],
      [-1420, -820],
      [-1700, -1100],
      [-1980, -1400],
      [-1800, -2000],
      [-2100, -2700],
    ],
  },
  {
    width: 7,
    through: [
      [-2050, -560],
      [-2300, -380],
      [-2700, -120],
      [-3000, 120],
    ],
  },
  {
    width: 6,
    through: [
      [620, -1180],
      [900, -1500],
      [1300, -1600],
      [1500, -2100],
      [2100, -2400],
    ],
  },
]

/** A smooth line through points (Catmull-Rom). */
function curve(points: readonly Point[], pieces = 10): Point[] {
  const line: Point[] = []
  for (let i = 0; i + 1 < points.length; i++) {
    const [p0, p1, p2, p3] = [
      points[Math.max(0, i - 1)]!,
      points[i]!,
      points[i + 1]!,
      points[Math.min(points.length - 1, i + 2)]!,
    ]
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 *
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
      line.push([blend(p0[0], p1[0], p2[0], p3[0]), blend(p0[1], p1[1], p2[1], p3[1])])
    }
  }
  line.push(points[points.length - 1]!)
  return line
}

/** Draws the roads with their verges, cuttings and traffic. */
export function drawRoads(pen: Pen): void {
  const detail = pen.canvas.gsdM < 1.2
  const random = makeRandom('traffic')
  for (const { width, through } of roads) {
    const line = curve(through)
    const legs = line.slice(1).map((to, i) => [line[i]!, to] as const)
    for (const [from, to] of legs)
      fill(pen, stroke(from, to, width * 1.9), shaded(materials.bareSoil, 0.85), 0.55)
    for (const [from, to] of legs) fill(pen, stroke(from, to, width), shaded(materials.asphalt, 1.25))
    if (width > 15) for (const [from, to] of legs) fill(pen, stroke(from, to, 1.6), materials.grass, 0.8)
    for (const [from, to] of legs) {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1])
      const turn = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI
      if (random.next() > length / 60) continue
      const side = random.next() < 0.5 ? 1 : -1
      const car = partOf(pen, from[0], from[1], turn)
      const truck = random.next() < 0.35
      const half = truck ? 5.5 : 2.3
      prism(
        car,
        rectangle(-half, side * width * 0.25 - 1.1, half, side * width * 0.25 + 1.1),
        truck ? 3.5 : 1.5,
        random.pick([
          materials.steelWhite,
          materials.boxRed,
          materials.dark,
          materials.boxBlue,
          materials.boxWhite,
        ]),
      )
      if (!detail) continue
      fill(pen, stroke(from, to, 0.3), materials.steelWhite, 0.7)
    }
  }
}
