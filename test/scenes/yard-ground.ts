import { drawBuilding, drawTank, type Building } from './buildings.ts'
import { materials, shaded } from './materials.ts'
import { fill, prism, rectangle, stain, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'
import { drawStores } from './yard-stores.ts'

const hall = (
  u: number,
  v: number,
  length: number,
  width: number,
  height: number,
  roof: Building['roof'],
  style: Building['style'] = 'saw',
  turnDeg = 0,
): Building => ({
  u,
  v,
  length,
  width,
  turnDeg,
  height,
  roof,
  style,
})

/** Shops and offices of the yard. */
const shops: readonly Building[] = [
  hall(-860, -350, 250, 86, 24, materials.roofBlue),
  hall(-860, -232, 230, 62, 20, materials.roofBlue),
  hall(-610, -350, 150, 92, 26, shaded(materials.roofSky, 0.95)),
  hall(-610, -238, 132, 58, 18, materials.roofWhite),
  hall(-90, -236, 96, 128, 22, materials.roofBlue, 'saw'),
  hall(40, -330, 130, 64, 18, materials.roofWhite),
  hall(240, -300, 190, 90, 22, materials.roofBlue),
  hall(240, -196, 176, 48, 16, shaded(materials.roofBlue, 1.15), 'gable'),
  hall(430, -330, 110, 60, 14, materials.roofRed, 'gable'),
  hall(560, -270, 96, 130, 20, materials.roofWhite, 'saw'),
  hall(700, -320, 120, 54, 14, materials.roofBlue, 'gable'),
  hall(690, -200, 90, 40, 12, materials.roofGrey, 'gable'),
  hall(880, -330, 130, 60, 16, materials.roofWhite),
  hall(900, -200, 70, 32, 10, materials.roofGrey, 'gable'),
  hall(470, -220, 46, 16, 24, materials.concrete, 'flat'),
  hall(430, -180, 30, 14, 18, materials.paleConcrete, 'flat'),
  hall(-120, -120, 40, 16, 12, materials.roofGrey, 'gable'),
  hall(70, -120, 60, 20, 11, materials.roofRed, 'gable'),
  hall(150, -80, 34, 14, 8, materials.roofWhite, 'gable'),
  hall(820, -100, 80, 24, 9, materials.roofBlue, 'gable'),
  hall(980, -120, 60, 26, 9, materials.roofGrey, 'gable'),
  hall(-700, -120, 50, 18, 9, materials.roofRed, 'gable'),
  hall(-880, -120, 70, 22, 9, materials.roofGrey, 'gable'),
]

const quay = materials.concrete

/** Pavement, rails, roads, stores and halls of the yard; the docks are cut in afterwards. */
export function drawYardGround(pen: Pen): void {
  const random = makeRandom('yard ground')
  const detail = pen.canvas.gsdM < 1.2
  fill(pen, rectangle(-1176, -468, 1164, 1), quay)
  // Slabs poured in different years, oil, dust and blasting grit.
  for (let i = 0; i < 190; i++) {
    const u = random.between(-1176, 1110)
    const v = random.between(-466, -30)
    const l = random.between(12, 95)
    const w = random.between(8, 46)
    stain(pen, rectangle(u, v, Math.min(1164, u + l), Math.min(0, v + w)), random.between(0.72, 1.22))
  }
  for (let i = 0; i < 26; i++) {
    const u = random.between(-1150, 1100)
    const v = random.between(-440, -60)
    fill(
      pen,
      rectangle(u, v, u + random.between(14, 50), v + random.between(8, 26)),
      random.pick([materials.rust, materials.bareSoil, materials.gravel, materials.grass]),
      random.between(0.3, 0.75),
    )
  }
  const road = materials.asphalt
  for (const v of [-474, -286, -150]) fill(pen, rectangle(-1176, v - 7, 1164, v + 7), road)
  for (const u of [-735, -486, -170, 150, 380, 640, 785]) fill(pen, rectangle(u - 6, -474, u + 6, -20), road)
  if (detail) {
    for (const v of [-474, -286, -150])
      for (let u = -1170; u < 1160; u += 12)
        fill(pen, rectangle(u, v - 0.15, u + 6, v + 0.15), materials.steelWhite, 0.7)
    for (let u = -1170; u < 1160; u += 14)
      fill(pen, rectangle(u, -466, u + 0.35, -20), shaded(quay, 0.75), 0.5)
    for (let v = -460; v < -20; v += 14)
      fill(pen, rectangle(-1176, v, 1164, v + 0.35), shaded(quay, 0.75), 0.5)
  }
  // Crane rails along the quay, and the quay's own edge.
  for (const v of [-8, -19]) fill(pen, rectangle(-1170, v - 0.6, 1160, v + 0.6), materials.rust, 0.6)
  fill(pen, rectangle(-1176, -1.5, 1164, 1), materials.quayEdge)
  for (let i = 0; i < (detail ? 160 : 60); i++) {
    const u = random.between(-1160, 1140)
    const v = random.between(-40, -22)
    prism(
      pen,
      rectangle(u, v, u + random.between(2, 9), v + random.between(2, 4)),
      random.between(1, 4),
      random.pick([
        materials.rust,
        materials.primerGrey,
        materials.boxBlue,
        materials.boxOrange,
        materials.wood,
      ]),
    )
  }
  drawStores(pen)
  for (const shop of [...shops].sort((a, b) => a.height - b.height)) drawBuilding(pen, shop)
  drawBlocks(pen)
  for (let i = 0; i < 6; i++)
    drawTank(
      pen,
      1010 + (i % 3) * 44,
      -330 - Math.floor(i / 3) * 46,
      17,
      14,
      i === 4 ? materials.steelGrey : materials.steelWhite,
    )
  drawTank(pen, 1060, -250, 9, 10, materials.primerGrey)
  drawTank(pen, 1088, -252, 7, 10, materials.steelWhite)
}

/** Ship sections waiting for the dock, in primer, some covered; and steel plates in stacks. */
function drawBlocks(pen: Pen): void {
  const random = makeRandom('blocks')
  const areas = [
    { u0: -538, u1: -446, v0: -280, v1: -30 },
    { u0: -222, u1: -176, v0: -300, v1: -20 },
    { u0: -352, u1: -300, v0: -290, v1: -30 },
    { u0: -1160, u1: -1000, v0: -440, v1: -300 },
    { u0: -478, u1: -190, v0: -462, v1: -385 },
    { u0: -160, u1: 130, v0: -440, v1: -395 },
  ]
  const coats = [
    materials.primerGrey,
    materials.primerRed,
    materials.primerRed,
    materials.primerGreen,
    materials.primerGrey,
    materials.hullRed,
    materials.rust,
  ]
  for (const { u0, u1, v0, v1 } of areas)
    for (let u = u0 + 10; u < u1 - 6; u += 25)
      for (let v = v0 + 8; v < v1 - 6; v += 21) {
        if (random.next() < 0.25) continue
        const l = random.between(11, 20) / 2
        const w = random.between(9, 15) / 2
        const x = u + random.normal() * 1.5
        const y = v + random.normal()
        const coat = shaded(random.pick(coats), random.between(0.8, 1.15))
        prism(pen, rectangle(x - l, y - w, x + l, y + w), random.between(4, 15), coat)
        const ribs = pen.canvas.gsdM < 1.2 ? 5 : 0
        for (let k = 1; k <= ribs; k++) {
          const at = x - l + (2 * l * k) / (ribs + 1)
          fill(pen, rectangle(at - 0.3, y - w, at + 0.3, y + w), shaded(coat, k % 2 === 0 ? 0.6 : 1.35), 0.8)
        }
      }
}
