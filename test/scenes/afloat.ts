import { compose, type Canvas, type Point } from './canvas.ts'
import type { Presence } from './berths.ts'
import type { Day } from './day.ts'
import { materials, shaded } from './materials.ts'
import { fineNoise, roughNoise } from './noise.ts'
import { cover } from './canvas.ts'
import { fill, makePen, partOf, prism, rectangle, stroke, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'
import { drawShip } from './ship.ts'
import { at, terrain } from './terrain.ts'
import { shipToGrid } from './truth.ts'
import { gridToPixel, local, yardGrid } from './yard-frame.ts'

/** A pen in a ship's frame. */
export function shipPen(canvas: Canvas, day: Day, { truth }: Presence): Pen {
  const place = shipToGrid(yardGrid, [truth.lon, truth.lat], truth.heading_deg)
  return makePen(canvas, compose(gridToPixel(canvas), place), truth.heading_deg, 1, day.shadow)
}

/** Brightens water unevenly, as froth does: `strength` is added reflectance at full cover. */
function froth(pen: Pen, ring: readonly Point[], strength: number, spread = 1): void {
  const { canvas, toPixel } = pen
  const { a, b, c, d, e, f } = toPixel
  const radar = canvas.kind === 'radar'
  const fine = canvas.gsdM < 1.2
  const flat = ring.flatMap(([x, y]) => [a * x + b * y + c, d * x + e * y + f])
  cover(canvas, flat, (i, share, column, row) => {
    const x = canvas.eastM + column * canvas.gsdM
    const y = canvas.southM + row * canvas.gsdM
    const mottle = 0.45 * fineNoise(x, y) + 0.4 * roughNoise(x * 0.7, y * 0.7)
    // Close up froth breaks into lace; from afar only its mean is seen.
    const lace = fine
      ? Math.max(0, roughNoise(x * 2.3, y * 2.3) + 0.5 * fineNoise(x * 2, y * 2) - 0.1) * 1.9
      : 1
    const patchy = Math.max(0, 0.75 + spread * mottle) * lace
    const add = share * strength * patchy
    canvas.planes.forEach(
      (plane, band) => (plane[i] = plane[i]! + (radar ? add * 0.25 : add * (band === 3 ? 0.6 : 1))),
    )
  })
}

/** The wake of a ship under way: bow wave, churned water astern, and the two arms at Kelvin's angle. */
function drawWake(pen: Pen, length: number, beam: number, speedKn: number): void {
  const power = Math.min(1.3, speedKn / 13)
  const stern = -length / 2
  const random = makeRandom('wake', Math.round(length * 10))
  const reach = length * 3 + speedKn * 55
  const bend = random.between(-0.06, 0.06)
  const sway = (x: number) => (bend * (x * x)) / reach
  const steps = 30
  for (let i = 0; i < steps; i++) {
    const near = i / steps
    const far = (i + 1) / steps
    const [x0, x1] = [stern - reach * near * near, stern - reach * far * far]
    const [w0, w1] = [beam * (0.32 + 0.9 * near), beam * (0.32 + 0.9 * far)]
    const fade = Math.pow(1 - near, 1.6)
    const [s0, s1] = [sway(x0 - stern), sway(x1 - stern)]
    froth(
      pen,
      [
        [x0, s0 - w0],
        [x0, s0 + w0],
        [x1, s1 + w1],
        [x1, s1 - w1],
      ],
      0.075 * power * fade + (i < 3 ? 0.12 * power : 0),
    )
    for (const side of [-1, 1]) {
      const spread = 0.165
      const [y0, y1] = [
        side * (beam * 0.5 + (length * 0.42 + stern - x0) * spread),
        side * (beam * 0.5 + (length * 0.42 + stern - x1) * spread),
      ]
      const thick = beam * 0.16 + 2.2 * near * (1 + length / 120)
      const armFade = Math.pow(1 - near, 1.3) * (0.75 + 0.5 * random.next())
      froth(
        pen,
        [
          [x0, s0 + y0],
          [x1, s1 + y1],
          [x1, s1 + y1 + side * thick],
          [x0, s0 + y0 + side * thick],
        ],
        0.04 * power * armFade,
      )
    }
  }
  for (const side of [-1, 1]) {
    froth(
      pen,
      [
        [length / 2 + 1, 0],
        [length * 0.34, side * beam * 0.62],
        [length * 0.2, side * beam * 0.72],
        [length * 0.34, side * beam * 0.3],
      ],
      0.3 * power,
    )
    froth(
      pen,
      [
        [length * 0.36, side * beam * 0.5],
        [stern, side * beam * 0.78],
        [stern, side * beam * 0.4],
      ],
      0.09 * power,
    )
  }
}

/** What the stream does behind an anchored ship: a smoother, muddier streak, and the ripple at the bow. */
function drawEddy(pen: Pen, length: number, beam: number, stream: number): void {
  const stern = -length / 2
  for (let i = 0; i < 9; i++) {
    const [x0, x1] = [stern - length * 0.24 * i, stern - length * 0.24 * (i + 1)]
    const [w0, w1] = [beam * (0.42 + i * 0.05), beam * (0.42 + (i + 1) * 0.05)]
    froth(
      pen,
      [
        [x0, -w0],
        [x0, w0],
        [x1, w1],
        [x1, -w1],
      ],
      0.004 * stream * Math.pow(1 - i / 9, 1.2),
      1.4,
    )
  }
  froth(
    pen,
    [
      [length / 2 + 1.5, 0],
      [length * 0.44, beam * 0.45],
      [length * 0.46, 0],
      [length * 0.44, -beam * 0.45],
    ],
    0.035 * stream,
  )
}

/** Ships in the order given: wakes first, then hulls. */
export function drawShips(canvas: Canvas, day: Day, ships: readonly Presence[]): void {
  for (const presence of ships) {
    const { truth } = presence
    const pen = shipPen(canvas, day, presence)
    if (presence.speedKn > 0) drawWake(pen, truth.length_m, truth.beam_m, presence.speedKn)
    else if (truth.berth_state === 'at_anchor') drawEddy(pen, truth.length_m, truth.beam_m, day.stream)
  }
  for (const presence of ships)
    drawShip(shipPen(canvas, day, presence), presence.ship, {
      freeboardM: presence.freeboardM,
      moving: presence.speedKn > 0,
    })
}

const boatPaint = [
  materials.boxBlue,
  materials.wood,
  materials.steelWhite,
  materials.boxGreen,
  materials.steelWhite,
  materials.deckBlue,
  materials.boxRed,
]

function drawBoat(pen: Pen, length: number, seed: number): void {
  const random = makeRandom('boat', seed)
  const beam = length * random.between(0.24, 0.32)
  const [l, w] = [length / 2, beam / 2]
  const ring: Point[] = [
    [-l, -w * 0.7],
    [-l * 0.3, -w],
    [l * 0.5, -w * 0.75],
    [l, 0],
    [l * 0.5, w * 0.75],
    [-l * 0.3, w],
    [-l, w * 0.7],
  ]
  prism(pen, ring, 1.2, shaded(random.pick(boatPaint), random.between(0.8, 1.15)))
  prism(pen, rectangle(-l * 0.7, -w * 0.6, -l * 0.1, w * 0.6), 3, materials.steelWhite)
  if (pen.canvas.kind === 'radar') fill(pen, ring, { reflectance: [0, 0, 0, 0], radar: 5, grain: 0 })
}

/** Small craft: the fishing harbour's rows, strays in the yard's basins, and some at sea with thin wakes. */
export function drawBoats(map: Pen, yard: Pen, date: string): void {
  const random = makeRandom('boats', date)
  // Breakwater and jetties of the fishing harbour.
  const arm: Point[] = [
    [1800, -215],
    [1690, -60],
    [1540, 0],
    [1390, -20],
  ]
  for (let i = 1; i < arm.length; i++) {
    prism(yard, stroke(arm[i - 1]!, arm[i]!, 15), 4, shaded(materials.rock, 1.25))
    fill(yard, stroke(arm[i - 1]!, arm[i]!, 5), materials.concrete, 0.8)
  }
  for (let row = 0; row < 4; row++) {
    const u = 1292 + row * 68
    const length = 96 - row * 5
    prism(
      yard,
      rectangle(u - 1.6, -272 - row * 14, u + 1.6, -272 - row * 14 + length),
      2,
      materials.paleConcrete,
    )
    for (const side of [-1, 1])
      for (let v = -262 - row * 14; v < -282 - row * 14 + length; v += 5.4) {
        if (random.next() < 0.24) continue
        const length = random.between(9, 19)
        drawBoat(partOf(yard, u + side * (3 + length / 2), v, side > 0 ? 0 : 180), length, random.index(1e9))
      }
  }
  const { coast } = terrain()
  for (let i = 0; i < 26; i++) {
    const east = random.between(-600, 2900)
    const north = random.between(-2700, 2700)
    const course = random.between(0, 360)
    const length = random.between(8, 17)
    const moving = random.next() < 0.45
    const seed = random.index(1e9)
    if (at(coast, east, north) > -40) continue
    const boat = partOf(map, east, north, course)
    if (moving) drawWake(boat, length, length * 0.27, 12)
    drawBoat(boat, length, seed)
  }
  // Cage farms off the southern shore.
  for (let g = 0; g < 3; g++) {
    const farm = partOf(map, ...local(-2150 + g * 210, 130 + g * 36), 74)
    for (let x = 0; x < 9; x++)
      for (let y = 0; y < 4; y++) {
        if (random.next() < 0.08) continue
        const [cx, cy] = [x * 15, y * 15]
        for (const line of [
          stroke([cx, cy], [cx + 15, cy], 2),
          stroke([cx, cy], [cx, cy + 15], 2),
          stroke([cx, cy + 15], [cx + 15, cy + 15], 2),
          stroke([cx + 15, cy], [cx + 15, cy + 15], 2),
        ])
          fill(farm, line, { ...materials.wood, radar: 0.3 }, 0.8)
      }
    prism(farm, rectangle(30, 24, 40, 32), 4, materials.roofBlue)
  }
}
