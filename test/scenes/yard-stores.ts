import { materials, shaded, type Material } from './materials.ts'
import { disc, fill, partOf, prism, rectangle, type Pen } from './pen.ts'
import { makeRandom, type Random } from './prng.ts'

interface Area {
  readonly u0: number
  readonly u1: number
  readonly v0: number
  readonly v1: number
}

const plateYards: readonly Area[] = [
  { u0: 262, u1: 372, v0: -462, v1: -372 },
  { u0: 392, u1: 470, v0: -462, v1: -376 },
  { u0: -720, u1: -500, v0: -462, v1: -408 },
  { u0: -980, u1: -760, v0: -462, v1: -405 },
]
const pipeYards: readonly Area[] = [
  { u0: 650, u1: 775, v0: -462, v1: -368 },
  { u0: 486, u1: 630, v0: -462, v1: -352 },
  { u0: 20, u1: 140, v0: -190, v1: -90 },
]
const boxYards: readonly Area[] = [
  { u0: 800, u1: 980, v0: -462, v1: -380 },
  { u0: 796, u1: 900, v0: -276, v1: -232 },
  { u0: 660, u1: 776, v0: -140, v1: -46 },
  { u0: 1040, u1: 1150, v0: -150, v1: -40 },
]
const carParks: readonly Area[] = [
  { u0: 395, u1: 455, v0: -276, v1: -240 },
  { u0: 160, u1: 320, v0: -142, v1: -104 },
  { u0: 925, u1: 990, v0: -270, v1: -226 },
  { u0: -725, u1: -500, v0: -205, v1: -164 },
]
const clutterFields: readonly Area[] = [
  { u0: -1150, u1: -900, v0: -280, v1: -170 },
  { u0: -730, u1: -500, v0: -140, v1: -40 },
  { u0: -165, u1: 130, v0: -140, v1: -40 },
  { u0: 160, u1: 370, v0: -136, v1: -40 },
  { u0: 390, u1: 640, v0: -140, v1: -40 },
  { u0: 650, u1: 780, v0: -280, v1: -160 },
  { u0: 800, u1: 1150, v0: -140, v1: -40 },
  { u0: -980, u1: -740, v0: -140, v1: -40 },
]

const boxes = [
  materials.boxBlue,
  materials.boxRed,
  materials.boxGreen,
  materials.boxOrange,
  materials.boxWhite,
  materials.boxGrey,
  materials.boxBrown,
]
const gear = [
  materials.boxGrey,
  materials.boxGrey,
  materials.rust,
  materials.boxBlue,
  materials.boxBrown,
  materials.primerGrey,
  materials.boxOrange,
]
const cars = [
  materials.steelWhite,
  materials.steelWhite,
  materials.boxGrey,
  materials.dark,
  materials.dark,
  materials.boxRed,
  materials.boxBlue,
]

function rows(
  area: Area,
  stepU: number,
  stepV: number,
  random: Random,
  share: number,
  draw: (u: number, v: number) => void,
): void {
  for (let v = area.v0; v + stepV <= area.v1; v += stepV)
    for (let u = area.u0; u + stepU <= area.u1; u += stepU) if (random.next() < share) draw(u, v)
}

/** Stockyards: plates, pipes, containers, cars, gear; and the things that stand about in every yard. */
export function drawStores(pen: Pen): void {
  const random = makeRandom('stores')
  const fine = pen.canvas.gsdM < 1.2
  for (const area of plateYards) {
    fill(pen, rectangle(area.u0, area.v0, area.u1, area.v1), shaded(materials.gravel, 0.95), 0.8)
    rows(area, 14.5, 5, random, 0.8, (u, v) => {
      prism(
        pen,
        rectangle(u, v, u + random.between(10, 13), v + 3.4),
        random.between(0.4, 2.5),
        shaded(
          random.pick([
            materials.rust,
            materials.rust,
            materials.primerGrey,
            materials.primerRed,
            materials.steelGrey,
          ]),
          random.between(0.75, 1.2),
        ),
      )
    })
  }
  for (const area of pipeYards) {
    rows(area, 19, 7.5, random, 0.62, (u, v) => {
      const paint = shaded(
        random.pick([
          materials.rust,
          materials.primerGrey,
          materials.steelGrey,
          materials.primerGreen,
          materials.primerRed,
        ]),
        random.between(0.8, 1.2),
      )
      const turned = partOf(pen, u + 8, v + 3, random.normal() * 2)
      prism(turned, rectangle(-7, -2.2, random.between(2, 8), 2.2), random.between(1, 3), paint)
      if (fine)
        for (let k = -2; k <= 2; k++)
          fill(turned, rectangle(-7, k * 0.9 - 0.15, 7, k * 0.9 + 0.15), shaded(paint, 0.6), 0.8)
    })
  }
  for (const area of boxYards) {
    rows(area, 13.4, 3.1, random, 0.66, (u, v) => {
      const paint = shaded(random.pick(boxes), random.between(0.8, 1.15))
      const short = random.next() < 0.4
      prism(pen, rectangle(u, v, u + (short ? 6.1 : 12.2), v + 2.5), 2.6 * (1 + random.index(3)), paint)
    })
  }
  for (const area of carParks) {
    fill(pen, rectangle(area.u0, area.v0, area.u1, area.v1), materials.asphalt, 0.9)
    rows(area, 2.9, 8.5, random, 0.7, (u, v) => {
      prism(pen, rectangle(u, v, u + 1.9, v + 4.6), 1.5, random.pick(cars))
    })
  }
  for (const area of clutterFields) clutter(pen, area, random)
  if (pen.canvas.kind === 'radar') return
  // Trees and strips of grass along the roads.
  for (const v of [-464, -296, -276]) {
    for (let u = -1170; u < 1160; u += 7.5) {
      if (random.next() < 0.45) continue
      const radius = random.between(1.6, 3.4)
      const y = v + random.normal() * 0.8
      prism(pen, disc(u, y, radius, 8), radius * 1.6, materials.tree)
      if (fine)
        fill(
          pen,
          disc(u - pen.cast[0] * 0.5, y - pen.cast[1] * 0.5, radius * 0.55, 7),
          shaded(materials.grass, 0.9),
          0.6,
        )
    }
  }
}

/** Sheds, skips, staging, mobile cranes and vehicles, set down without order. */
function clutter(pen: Pen, area: Area, random: Random): void {
  const count = ((area.u1 - area.u0) * (area.v1 - area.v0)) / 300
  const kinds: readonly { length: number; width: number; height: number; paints: readonly Material[] }[] = [
    {
      length: 12,
      width: 6,
      height: 4,
      paints: [materials.roofWhite, materials.roofBlue, materials.roofGrey],
    },
    { length: 6.1, width: 2.5, height: 2.6, paints: gear },
    { length: 12.2, width: 2.5, height: 2.6, paints: gear },
    {
      length: 9,
      width: 7,
      height: 6,
      paints: [materials.primerRed, materials.primerGrey, materials.primerGreen],
    },
    { length: 15, width: 2, height: 1, paints: [materials.rust, materials.steelGrey] },
    { length: 4.6, width: 1.9, height: 1.5, paints: cars },
    {
      length: 11,
      width: 2.6,
      height: 3,
      paints: [materials.craneYellow, materials.steelWhite, materials.craneOrange],
    },
    { length: 7, width: 7, height: 0.4, paints: [materials.wood, materials.rust, materials.dark] },
  ]
  for (let i = 0; i < count; i++) {
    const kind = random.pick(kinds)
    const turn = random.next() < 0.8 ? random.pick([0, 90, 0]) + random.normal() * 2 : random.between(0, 180)
    const part = partOf(pen, random.between(area.u0, area.u1), random.between(area.v0, area.v1), turn)
    const [l, w] = [(kind.length * random.between(0.7, 1.2)) / 2, kind.width / 2]
    prism(
      part,
      rectangle(-l, -w, l, w),
      kind.height * random.between(0.7, 1.4),
      shaded(random.pick(kind.paints), random.between(0.8, 1.15)),
    )
  }
}
