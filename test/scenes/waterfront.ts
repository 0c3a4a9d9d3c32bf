import type { Point } from './canvas.ts'
import { materials, shaded } from './materials.ts'
import { darken, fill, prism, rectangle, stain, stroke, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'
import { floatingDock, piers, slipways, type Dock } from './yard-layout.ts'

/** A graving dock: walls, the floor in its own shadow, keel blocks; or water up to the sill. */
export function drawDock(pen: Pen, dock: Dock, flooded: boolean): void {
  const { u, width, length, depth } = dock
  const half = width / 2
  fill(pen, rectangle(u - half - 9, -length - 9, u + half + 9, 0), shaded(materials.concrete, 1.12))
  for (const side of [-1, 1]) {
    const rail = u + side * (half + 5)
    fill(pen, rectangle(rail - 0.6, -length, rail + 0.6, 0), materials.rust, 0.7)
  }
  const inside = rectangle(u - half, -length, u + half, flooded ? 1.5 : -3)
  if (flooded) fill(pen, inside, { reflectance: [0.052, 0.074, 0.066, 0.02], radar: 0.006, grain: 0.03 })
  else {
    fill(pen, inside, { ...materials.wetConcrete, grain: 0.1 })
    fill(pen, rectangle(u - half + 5, -length + 4, u + half - 5, -9), shaded(materials.concrete, 0.62))
    const random = makeRandom('dock floor', dock.name)
    for (let i = 0; i < 26; i++) {
      const x = random.between(u - half + 5, u + half - 12)
      const y = random.between(-length + 5, -20)
      stain(
        pen,
        rectangle(x, y, x + random.between(3, 12), y + random.between(6, 40)),
        random.between(0.6, 1.2),
      )
    }
    for (let v = -length + 16; v < -16; v += 6) {
      fill(pen, rectangle(u - 1.4, v, u + 1.4, v + 3), materials.wood, 0.9)
      for (const side of [-1, 1])
        fill(pen, rectangle(u + side * 12 - 1, v, u + side * 12 + 1, v + 2.5), materials.dark, 0.5)
    }
  }
  sinkShadow(pen, [u - half, -length, u + half, flooded ? 1.5 : -3], flooded ? 3.5 : depth)
  if (!flooded) {
    prism(pen, rectangle(u - half - 2, -4, u + half + 2, 5), 3, materials.dockGate)
    fill(pen, rectangle(u - half - 2, -1, u + half + 2, 1.6), materials.rust, 0.5)
  }
}

/** The shadow that the walls of a pit throw on its floor: all of it, less what the sun reaches past the rim. */
function sinkShadow(
  pen: Pen,
  [u0, v0, u1, v1]: readonly [number, number, number, number],
  depth: number,
): void {
  const [cu, cv] = pen.cast
  const lit = [
    Math.max(u0, u0 + cu * depth),
    Math.max(v0, v0 + cv * depth),
    Math.min(u1, u1 + cu * depth),
    Math.min(v1, v1 + cv * depth),
  ] as const
  darken(pen, rectangle(u0, v0, u1, lit[1]))
  darken(pen, rectangle(u0, lit[3], u1, v1))
  darken(pen, rectangle(u0, lit[1], lit[0], lit[3]))
  darken(pen, rectangle(lit[2], lit[1], u1, lit[3]))
}

/** Slips with their ground ways running into the water. */
export function drawSlipways(pen: Pen): void {
  for (const { u, v, length, width } of slipways) {
    fill(
      pen,
      rectangle(u - width / 2 - 5, v - length / 2, u + width / 2 + 5, 2),
      shaded(materials.concrete, 0.8),
    )
    fill(
      pen,
      rectangle(u - width / 2, 2, u + width / 2, 26),
      { ...materials.wetConcrete, reflectance: [0.07, 0.09, 0.088, 0.05] },
      0.75,
    )
    for (const x of [-7, 7])
      fill(pen, rectangle(u + x - 1, v - length / 2, u + x + 1, 18), materials.wood, 0.8)
  }
}

/** Finger piers on piles, with their gear; ships come later. */
export function drawPiers(pen: Pen): void {
  const detail = pen.canvas.gsdM < 1.2
  for (const { u, width, length, name } of piers) {
    const half = width / 2
    const random = makeRandom('pier', name)
    prism(pen, rectangle(u - half, -2, u + half, length), 4.5, shaded(materials.concrete, 1.06))
    for (let v = 0; v < length - 8; v += 24)
      stain(pen, rectangle(u - half, v, u + half, v + random.between(8, 24)), random.between(0.84, 1.1))
    for (const side of [-1, 1]) {
      fill(
        pen,
        rectangle(u + side * (half - 0.5) - 0.5, 0, u + side * (half - 0.5) + 0.5, length),
        materials.quayEdge,
        0.4,
      )
      const rail = u + side * (half - 5)
      fill(pen, rectangle(rail - 0.4, 0, rail + 0.4, length - 4), materials.rust, 0.5)
    }
    for (let i = 0; i < (detail ? 46 : 26); i++) {
      const x = random.between(u - half + 2, u + half - 6)
      const y = random.between(6, length - 10)
      prism(
        pen,
        rectangle(x, y, x + random.between(1.5, 5), y + random.between(2, 10)),
        random.between(1, 4),
        random.pick([
          materials.boxBlue,
          materials.boxOrange,
          materials.primerGrey,
          materials.rust,
          materials.boxWhite,
          materials.wood,
          materials.dark,
        ]),
      )
    }
  }
}

/** The floating dock's pontoon deck, under a ship or empty. */
export function drawFloatingDock(pen: Pen): void {
  const { u, v, length, width } = floatingDock
  const [l, w] = [length / 2, width / 2]
  for (const x of [-l * 0.6, l * 0.6])
    prism(pen, stroke([u + x, -2], [u + x, v - w], 3), 3, materials.steelGrey)
  prism(pen, rectangle(u - l, v - w, u + l, v + w), 3, shaded(materials.primerGrey, 0.62))
  const random = makeRandom('pontoon')
  for (let i = 0; i < 40; i++) {
    const x = random.between(u - l, u + l - 10)
    const y = random.between(v - w + 7, v + w - 10)
    stain(
      pen,
      rectangle(x, y, x + random.between(3, 24), y + random.between(2, 9)),
      random.between(0.65, 1.2),
    )
  }
  for (let x = u - l + 12; x < u + l - 12; x += 6)
    fill(pen, rectangle(x, v - 1.3, x + 3, v + 1.3), materials.wood, 0.8)
  if (pen.canvas.gsdM < 2)
    for (let x = u - l; x < u + l; x += 9) fill(pen, rectangle(x, v - w, x + 0.3, v + w), materials.rust, 0.6)
}

/** The floating dock's side walls, with their cranes' rails and control house: they stand over the ship. */
export function drawDockWalls(pen: Pen): void {
  const { u, v, length, width, wall, wallHeight } = floatingDock
  const [l, w] = [length / 2 - 7, width / 2]
  for (const side of [-1, 1]) {
    const inner = v + side * (w - wall)
    const outer = v + side * w
    const ring: Point[] = rectangle(u - l, Math.min(inner, outer), u + l, Math.max(inner, outer))
    prism(pen, ring, wallHeight, shaded(materials.primerRed, 1.05))
    fill(
      pen,
      rectangle(u - l, v + side * (w - 1.4) - 0.5, u + l, v + side * (w - 1.4) + 0.5),
      materials.steelGrey,
      0.8,
    )
    for (let k = -3; k <= 3; k++)
      prism(
        pen,
        rectangle(u + k * 38 - 1.6, v + side * (w - 3) - 1.4, u + k * 38 + 1.6, v + side * (w - 3) + 1.4),
        2.5,
        materials.steelWhite,
      )
  }
  prism(pen, rectangle(u + l - 34, v + w - 6.5, u + l - 16, v + w + 0.4), 8, materials.houseWhite)
}
