import { drawGantry, drawJibCrane } from './buildings.ts'
import { materials } from './materials.ts'
import type { Pen } from './pen.ts'
import { makeRandom } from './prng.ts'
import { docks, floatingDock, piers } from './yard-layout.ts'
import { partOf } from './pen.ts'

/** Every crane of the yard; they travel and slew, so each date finds them elsewhere. */
export function drawCranes(pen: Pen, date: string): void {
  const random = makeRandom('cranes', date)
  const paints = [materials.craneYellow, materials.craneBlue, materials.craneOrange, materials.craneYellow]
  for (const { u, width, length } of docks) {
    // Gantries span the dock and the assembly ground beside it.
    const half = width / 2 + 5
    const turned = partOf(pen, 0, 0, 90)
    // In a frame turned by 90 degrees x runs along v and y along -u.
    drawGantry(
      turned,
      -length * random.between(0.3, 0.6),
      -(u + half),
      -(u - half - (width > 60 ? 62 : 0)),
      78,
      width > 60 ? materials.craneOrange : materials.craneBlue,
    )
    for (const side of [-1, 1])
      drawJibCrane(
        pen,
        u + side * (half + 8),
        -random.between(30, length - 40),
        random.between(0, 360),
        38,
        random.pick(paints),
      )
  }
  for (const { u, width, length } of piers) {
    const count = width > 21 ? 3 : 2
    for (let i = 0; i < count; i++)
      drawJibCrane(
        pen,
        u + random.between(-2, 2),
        ((i + random.between(0.2, 0.8)) * length) / count,
        random.between(0, 360),
        random.between(32, 46),
        random.pick(paints),
      )
  }
  for (const u of [-1130, -960, -560, -130, -30, 710, 860, 1010])
    drawJibCrane(
      pen,
      u + random.between(-40, 40),
      -13.5,
      random.between(0, 360),
      random.between(30, 44),
      random.pick(paints),
    )
  const { v, width, length } = floatingDock
  for (const side of [-1, 1])
    drawJibCrane(
      pen,
      floatingDock.u + random.between(-0.35, 0.35) * length,
      v + side * (width / 2 - 3),
      random.between(0, 360),
      28,
      materials.craneYellow,
    )
}
