import type { Building } from './buildings.ts'
import { materials, shaded, type Material } from './materials.ts'
import { makeRandom, type Random } from './prng.ts'
import { at, terrain } from './terrain.ts'
import { districts } from './town-districts.ts'
import { local } from './yard-frame.ts'

export interface Block {
  readonly u: number
  readonly v: number
  readonly turnDeg: number
  readonly length: number
  readonly width: number
  readonly ground: Material
  readonly seed: number
  readonly wooded: number
  readonly parking: boolean
}

export interface Town {
  readonly blocks: readonly Block[]
  readonly buildings: readonly Building[]
  readonly trees: readonly { u: number; v: number; radius: number }[]
}

/** Width of a street between blocks, metres. */
export const street = 13

const factoryRoofs = [
  materials.roofBlue,
  materials.roofBlue,
  materials.roofWhite,
  materials.roofWhite,
  materials.roofWhite,
  materials.roofSky,
  materials.roofGrey,
  materials.roofRed,
]
const houseRoofs = [
  materials.roofTile,
  materials.roofTile,
  materials.roofGrey,
  materials.roofRed,
  materials.paleConcrete,
  materials.paleConcrete,
  materials.roofWhite,
  materials.concrete,
]

function fillBlock(
  random: Random,
  block: Block,
  kind: string,
  out: Building[],
  trees: Town['trees'][number][],
): void {
  const angle = (block.turnDeg * Math.PI) / 180
  const add = (
    x: number,
    y: number,
    length: number,
    width: number,
    height: number,
    roof: Material,
    style: Building['style'],
    turn = 0,
  ) => {
    out.push({
      u: block.u + x * Math.cos(angle) - y * Math.sin(angle),
      v: block.v + x * Math.sin(angle) + y * Math.cos(angle),
      length,
      width,
      turnDeg: block.turnDeg + turn,
      height,
      roof: shaded(roof, random.between(0.78, 1.14)),
      style,
    })
  }
  const [l, w] = [block.length / 2, block.width / 2]
  if (kind === 'factory') {
    const roof = random.pick(factoryRoofs)
    const split = random.next() < 0.5 ? 1 : 2
    for (let i = 0; i < split; i++) {
      const length = (2 * l) / split - random.between(6, 14)
      const width = 2 * w - random.between(8, 26)
      add(
        -l + ((i + 0.5) * 2 * l) / split,
        random.between(-4, 4),
        length,
        width,
        random.between(8, 15),
        random.next() < 0.75 ? roof : random.pick(factoryRoofs),
        width > 44 ? 'saw' : 'gable',
      )
    }
  } else if (kind === 'flats') {
    const rows = Math.max(2, Math.floor((2 * w) / 27))
    const roof = random.pick([
      materials.concrete,
      materials.roofGrey,
      materials.roofRed,
      materials.paleConcrete,
    ])
    const tall = random.pick([15, 18, 18, 33])
    for (let r = 0; r < rows; r++) {
      const pieces = random.next() < 0.5 ? 1 : 2
      for (let p = 0; p < pieces; p++)
        add(
          -l + ((p + 0.5) * 2 * l) / pieces,
          -w + ((r + 0.5) * 2 * w) / rows,
          (2 * l) / pieces - random.between(8, 16),
          11.5,
          tall,
          roof,
          'flat',
        )
    }
  } else if (kind === 'houses') {
    const columns = Math.floor((2 * l) / 13)
    const rows = Math.floor((2 * w) / 12)
    for (let c = 0; c < columns; c++)
      for (let r = 0; r < rows; r++) {
        if (random.next() < 0.16) continue
        const x = -l + ((c + 0.5) * 2 * l) / columns + random.normal() * 0.8
        const y = -w + ((r + 0.5) * 2 * w) / rows + random.normal() * 0.7
        add(
          x,
          y,
          random.between(8, 12.5),
          random.between(7, 10),
          random.between(4, 11),
          random.pick(houseRoofs),
          random.next() < 0.6 ? 'gable' : 'flat',
          random.normal() * 2,
        )
      }
  } else if (kind === 'mixed') {
    const count = 5 + random.index(7)
    for (let i = 0; i < count; i++)
      add(
        random.between(-l + 14, l - 14),
        random.between(-w + 10, w - 10),
        random.between(14, 36),
        random.between(9, 19),
        random.between(5, 20),
        random.pick([...factoryRoofs, ...houseRoofs]),
        random.pick(['gable', 'flat']),
      )
  }
  const count = block.wooded * ((block.length * block.width) / 55)
  for (let i = 0; i < count; i++) {
    const edge = kind !== 'park' && random.next() < 0.7
    const x = random.between(-l, l)
    const y = edge ? (random.next() < 0.5 ? -w - 1 : w + 1) : random.between(-w, w)
    trees.push({
      u: block.u + x * Math.cos(angle) - y * Math.sin(angle),
      v: block.v + x * Math.sin(angle) + y * Math.cos(angle),
      radius: random.between(1.6, 4.2),
    })
  }
}

let cached: Town | undefined

/** The town, its factories and villages, made once. */
export function town(): Town {
  if (cached !== undefined) return cached
  const { coast, hill } = terrain()
  const blocks: Block[] = []
  const buildings: Building[] = []
  const trees: Town['trees'][number][] = []
  districts.forEach((d, number) => {
    const random = makeRandom('district', number)
    const angle = (d.turnDeg * Math.PI) / 180
    for (let c = 0; c < d.columns; c++)
      for (let r = 0; r < d.rows; r++) {
        const x = (c - (d.columns - 1) / 2) * d.blockLength
        const y = (r - (d.rows - 1) / 2) * d.blockWidth
        const u = d.u + x * Math.cos(angle) - y * Math.sin(angle)
        const v = d.v + x * Math.sin(angle) + y * Math.cos(angle)
        const roll = random.next()
        const [east, north] = local(u, v)
        if (u < d.from || u > d.to || (v > -525 && u < 1215)) continue
        const corners = [-1, 1].flatMap((a) =>
          [-1, 1].map((b) => local(u + a * d.blockLength * 0.5, v + b * d.blockWidth * 0.5)),
        )
        if (at(coast, east, north) < 45 || corners.some(([e, n]) => at(hill, e, n) > 6)) continue
        // Towards the hills the town frays into fields.
        if (random.next() < (-v - 700) / 900 - 0.1) continue
        const kind =
          roll < d.industry
            ? 'factory'
            : roll < d.industry + (1 - d.industry) * 0.28
              ? 'flats'
              : roll < d.industry + (1 - d.industry) * 0.62
                ? 'houses'
                : roll < d.industry + (1 - d.industry) * 0.8
                  ? 'mixed'
                  : roll < 0.9
                    ? 'bare'
                    : roll < 0.95
                      ? 'parking'
                      : 'park'
        const ground =
          kind === 'bare'
            ? random.pick([materials.bareSoil, materials.gravel, materials.grass])
            : kind === 'park'
              ? materials.grass
              : kind === 'parking'
                ? materials.asphalt
                : random.pick([materials.concrete, materials.gravel, materials.concrete, materials.asphalt])
        const block: Block = {
          u,
          v,
          turnDeg: d.turnDeg,
          length: d.blockLength - street,
          width: d.blockWidth - street,
          ground: shaded(ground, random.between(0.75, 1.05)),
          seed: random.index(1e6),
          wooded: kind === 'park' ? 0.9 : kind === 'factory' ? 0.12 : 0.32,
          parking: kind === 'parking',
        }
        blocks.push(block)
        fillBlock(random, block, kind, buildings, trees)
      }
  })
  cached = { blocks, buildings: buildings.sort((a, b) => a.height - b.height), trees }
  return cached
}
