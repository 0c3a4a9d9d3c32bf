import { drawBuilding } from './buildings.ts'
import { materials, shaded } from './materials.ts'
import { disc, fill, partOf, prism, rectangle, stain, type Pen } from './pen.ts'
import { makeRandom, type Random } from './prng.ts'
import { street, town } from './town-plan.ts'

/** Streets, lots, houses and trees. */
export function drawTown(pen: Pen, green: number): void {
  const { blocks, buildings, trees } = town()
  const radar = pen.canvas.kind === 'radar'
  const detail = pen.canvas.gsdM < 1.2
  for (const block of blocks) {
    const part = partOf(pen, block.u, block.v, block.turnDeg)
    const [l, w] = [block.length / 2, block.width / 2]
    fill(
      part,
      rectangle(-l - street / 2 - 0.5, -w - street / 2 - 0.5, l + street / 2 + 0.5, w + street / 2 + 0.5),
      materials.asphalt,
    )
    if (detail) {
      fill(part, rectangle(-l - 6.6, -w - 6.6, l + 6.6, -w - 6.3), materials.paleConcrete, 0.6)
      fill(part, rectangle(-l - 6.6, -w - 6.6, -l - 6.3, w + 6.6), materials.paleConcrete, 0.6)
    }
    fill(part, rectangle(-l, -w, l, w), radar ? { ...block.ground, radar: 0.1 } : block.ground)
    const random = makeRandom('lot', block.seed)
    for (let i = 0; i < 6; i++) {
      const x = random.between(-l, l * 0.7)
      const y = random.between(-w, w * 0.7)
      stain(
        part,
        rectangle(x, y, Math.min(l, x + random.between(5, 30)), Math.min(w, y + random.between(4, 20))),
        random.between(0.75, 1.2),
      )
    }
    if (block.parking || detail) drawCars(part, random, l, w, block.parking)
  }
  for (const building of buildings) drawBuilding(pen, building)
  const crown = shaded(materials.tree, 0.85 + 0.35 * green)
  for (const { u, v, radius } of trees) {
    if (radar) continue
    if (detail) {
      prism(pen, disc(u, v, radius, 9), radius * 1.5, shaded(crown, 0.8))
      fill(pen, disc(u - pen.cast[0] * 0.4, v - pen.cast[1] * 0.4, radius * 0.6, 8), shaded(crown, 1.5), 0.7)
    } else fill(pen, disc(u, v, radius, 6), crown, 0.9)
  }
}

const carColours = [
  materials.steelWhite,
  materials.steelWhite,
  materials.roofGrey,
  materials.dark,
  materials.boxRed,
  materials.boxBlue,
]

function drawCars(pen: Pen, random: Random, l: number, w: number, parking: boolean): void {
  const car = (x: number, y: number, along: boolean) => {
    const [a, b] = along ? [2.2, 0.95] : [0.95, 2.2]
    prism(pen, rectangle(x - a, y - b, x + a, y + b), 1.5, random.pick(carColours))
  }
  if (parking)
    for (let y = -w + 5; y < w - 4; y += 8)
      for (let x = -l + 3; x < l - 2; x += 2.9) if (random.next() < 0.4) car(x, y, false)
  for (let i = 0; i < 7; i++) car(random.between(-l, l), -w - (random.next() < 0.5 ? 4.6 : 8.2), true)
}
