import { cover, type Canvas } from './canvas.ts'
import type { Day } from './day.ts'
import { makeRandom } from './prng.ts'
import { roughNoise, sampleNoise, softNoise, type NoiseTile } from './noise.ts'
import { at, terrain } from './terrain.ts'
import { localToPixel } from './yard-frame.ts'

let canopyTile: NoiseTile | undefined

/** Crowns of a wood from above, as heights: overlapping domes of 3 to 8 m, half a metre a tile pixel, periodic. */
function canopy(): NoiseTile {
  if (canopyTile !== undefined) return canopyTile
  const side = 512
  const random = makeRandom('canopy')
  const values = new Float32Array(side * side)
  for (let tree = 0; tree < 2600; tree++) {
    const [cx, cy] = [random.next() * side, random.next() * side]
    const radius = 3 + 6 * random.next() * random.next() + 2.5
    const tall = 1.2 + 3.2 * random.next()
    for (let dy = -Math.ceil(radius); dy <= radius; dy++)
      for (let dx = -Math.ceil(radius); dx <= radius; dx++) {
        const r = (dx * dx + dy * dy) / (radius * radius)
        if (r >= 1) continue
        const i = ((Math.floor(cy) + dy + side) & 511) * side + ((Math.floor(cx) + dx + side) & 511)
        values[i] = Math.max(values[i]!, tall + radius * 0.45 * Math.sqrt(1 - r))
      }
  }
  canopyTile = { side, values }
  return canopyTile
}

const ramp = (from: number, to: number, value: number) => {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

type Bands = readonly number[]
const evergreen: Bands = [0.027, 0.048, 0.033, 0.23]
const broadleafSummer: Bands = [0.031, 0.063, 0.037, 0.38]
const broadleafWinter: Bands = [0.045, 0.068, 0.07, 0.2]
const bamboo: Bands = [0.03, 0.058, 0.04, 0.28]
const meadowSummer: Bands = [0.04, 0.086, 0.052, 0.36]
const meadowWinter: Bands = [0.075, 0.112, 0.12, 0.24]
const soil: Bands = [0.1, 0.142, 0.18, 0.25]
const cliff: Bands = [0.12, 0.145, 0.155, 0.19]
const shoreline: Bands = [0.16, 0.2, 0.225, 0.26]

const paddy: Bands = [0.05, 0.068, 0.066, 0.05]
const straw: Bands = [0.1, 0.135, 0.155, 0.24]
const rape: Bands = [0.045, 0.1, 0.07, 0.4]
const plastic: Bands = [0.22, 0.24, 0.24, 0.3]

/** A whole number from 0 to 65535 for a lattice cell. */
function cellHash(x: number, y: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) & 65535
}

/** The crop on a parcel of the flats at a place: bands, or the path between two parcels. Parcels bend with the ground. */
function parcel(east: number, south: number, bend: number, green: number): { crop: Bands; light: number } {
  const x = 0.88 * east + 0.47 * south + 26 * bend
  const y = 0.88 * south - 0.47 * east + 17 * bend
  const row = Math.floor(y / 21)
  const shifted = x + (cellHash(row, 7) & 63)
  const column = Math.floor(shifted / 58)
  if (y / 21 - row < 0.07 || shifted / 58 - column < 0.03) return { crop: meadowWinter, light: 1.25 }
  const hash = cellHash(column, row)
  const light = 0.82 + (hash & 255) / 700
  const kind = (hash >>> 8) & 255
  if (kind < 10) return { crop: plastic, light }
  if (kind < 60) return { crop: paddy, light }
  if (kind < 120) return { crop: soil, light: light * 0.8 }
  if (kind < 175) return { crop: green > 0.5 ? rape : straw, light }
  return { crop: green > 0.3 ? rape : meadowWinter, light }
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t

/** Hills, woods, meadows and shores over the sea that is already there. */
export function paintLand(canvas: Canvas, day: Day): void {
  const { land, coast, hill, slopeEast, slopeNorth } = terrain()
  const { gsdM, eastM, southM, planes } = canvas
  const radar = canvas.kind === 'radar'
  const crowns = canopy()
  const [castEast, castNorth] = [day.shadow.east, day.shadow.north]
  const castLength = Math.hypot(castEast, castNorth)
  const [sunEast, sunNorth] = [-castEast / castLength, -castNorth / castLength]
  const seesCrowns = gsdM < 2
  const reach = seesCrowns ? 1.1 : 3
  const toPixel = localToPixel(canvas)
  for (const ring of land) {
    const flat = ring.flatMap(([x, y]) => [toPixel.a * x + toPixel.c, toPixel.e * y + toPixel.f])
    cover(canvas, flat, (i, share, column, row) => {
      const east = eastM + (column + 0.5) * gsdM
      const south = southM + (row + 0.5) * gsdM
      const inland = at(coast, east, -south)
      const intoHill = at(hill, east, -south)
      const broad = softNoise(east * 0.35, south * 0.35)
      const patch = softNoise(east * 1.1 + 40, south * 1.1)
      const grain = roughNoise(east * 0.5 + 17, south * 0.5)
      const speck = roughNoise(east * 1.7, south * 1.7 + 33)
      const wooded = ramp(4, 34, intoHill + 14 * grain - 6)
      // Light on the slope, relative to level ground.
      let lit = 1
      if (intoHill > 0)
        lit += (at(slopeEast, east, -south) * sunEast + at(slopeNorth, east, -south) * sunNorth) * castLength
      lit = Math.max(0.42, Math.min(1.5, 1 + (lit - 1) * 0.7))
      const here = sampleNoise(crowns, east * 2, south * 2)
      const sunward = sampleNoise(crowns, (east + sunEast * reach) * 2, (south - sunNorth * reach) * 2)
      const crownLight = seesCrowns
        ? Math.max(0.22, 1 + 0.3 * (here - sunward)) * (here < 0.5 ? 0.42 : 1)
        : 1 + 0.055 * (here - sunward) + 0.05 * speck
      if (radar) {
        const back = mix(0.07 * (1 + 0.3 * patch), 0.13, wooded) * Math.pow(lit, 2.2)
        planes[0]![i] = mix(planes[0]![i]!, back, share)
        return
      }
      const deciduous = ramp(-0.4, 0.9, broad + 0.5 * patch)
      const cane = ramp(0.9, 2.4, softNoise(east * 0.5 + 700, south * 0.5) + 0.3 * grain)
      const bare = ramp(0.9, 1.7, patch + 0.55 * grain + 0.3 * speck)
      const scar = ramp(1.75, 2.25, softNoise(east * 0.8 + 200, south * 0.8 + 90) + 0.25 * grain)
      const beach = ramp(15, 2, inland + 4 * speck)
      const rocky = ramp(-0.3, 0.5, softNoise(east * 0.6 + 900, south * 0.6))
      const { crop, light } = parcel(east, south, patch, day.green)
      const farmed = ramp(-0.9, -0.2, broad + 0.4 * patch) * ramp(25, 60, inland)
      for (let band = 0; band < planes.length; band++) {
        const leafy = mix(broadleafWinter[band]!, broadleafSummer[band]!, day.green)
        let wood = mix(evergreen[band]!, leafy, deciduous * 0.8)
        wood = mix(wood, bamboo[band]!, cane)
        wood *= (1 + 0.1 * grain) * crownLight
        wood = mix(wood, soil[band]! * 1.15, scar)
        const grass = mix(meadowWinter[band]!, meadowSummer[band]!, day.green)
        const open = mix(grass * (1 + 0.16 * patch + 0.12 * speck), soil[band]! * (1 + 0.1 * speck), bare)
        const field = mix(open, crop[band]! * light * (1 + 0.07 * speck), farmed)
        let value = mix(field, wood, wooded) * lit
        value = mix(value, mix(shoreline[band]!, cliff[band]! * (1 + 0.22 * speck), rocky) * lit, beach)
        planes[band]![i] = mix(planes[band]![i]!, value, share)
      }
    })
  }
}
