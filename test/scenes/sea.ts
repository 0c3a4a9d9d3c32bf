import type { Canvas } from './canvas.ts'
import type { Day } from './day.ts'
import { grain, makeRandom } from './prng.ts'
import { roughNoise, sampleNoise, softNoise, type NoiseTile } from './noise.ts'
import { at, terrain } from './terrain.ts'
import { yardPlace } from './yard-frame.ts'

const tiles = new Map<string, NoiseTile>()

/**
 * The slope of a sea surface as a periodic tile: plane waves around the wind's direction, wavelengths from `longest`
 * to `shortest` tile pixels. Whole waves fit into the tile, so it repeats without a seam.
 */
function waves(
  name: string,
  directionDeg: number,
  spreadDeg: number,
  longest: number,
  shortest: number,
): NoiseTile {
  const key = [name, Math.round(directionDeg), spreadDeg, longest, shortest].join()
  const known = tiles.get(key)
  if (known !== undefined) return known
  const side = 512
  const random = makeRandom('waves', key)
  const sine = Float32Array.from({ length: 4096 }, (_, i) => Math.sin((2 * Math.PI * i) / 4096))
  const values = new Float32Array(side * side)
  const count = 90
  for (let w = 0; w < count; w++) {
    const length = longest * Math.pow(shortest / longest, Math.pow((w + random.next()) / count, 0.8))
    const angle = ((directionDeg + random.normal() * spreadDeg) * Math.PI) / 180
    const kx = Math.round((side / length) * Math.sin(angle))
    const ky = Math.round((-side / length) * Math.cos(angle))
    const phase = random.index(4096)
    const weight = Math.pow(length / longest, 0.35)
    for (let y = 0, i = 0; y < side; y++) {
      let turn = (ky * y * 8 + phase) | 0
      for (let x = 0; x < side; x++, i++, turn += kx * 8) values[i] = values[i]! + weight * sine[turn & 4095]!
    }
  }
  let squares = 0
  for (const value of values) squares += value * value
  const scale = 1 / Math.sqrt(squares / values.length)
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale
  const tile = { side, values }
  tiles.set(key, tile)
  return tile
}

const clearWater = [0.046, 0.064, 0.045, 0.013]
const siltyWater = [0.062, 0.089, 0.08, 0.026]
const mudFlat = [0.085, 0.112, 0.118, 0.075]

const ramp = (from: number, to: number, value: number) => {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** What changes slowly over the sea, in the order in which a lattice keeps it. */
const slow = { off: 0, silt: 1, flat: 2, slick: 3, light: 4, near: 5 } as const
const slowCount = 6

/** Silt, slicks, mud and large patches at a place, into `out` from `start`. */
function slowSea(day: Day, east: number, south: number, out: Float32Array, start: number): void {
  const stream = (day.streamTo * Math.PI) / 180
  const [se, ss] = [Math.sin(stream), -Math.cos(stream)]
  const off = -at(terrain().coast, east, -south)
  // Along and across the stream: silt is drawn out into streaks.
  const along = east * se + south * ss
  const across = east * ss - south * se
  const plume = softNoise(along * 0.07 + 91, across * 0.21 + 7 + softNoise(along * 0.05, across * 0.08) * 9)
  const eddy = softNoise(along * 0.32 + 11, across * 0.95)
  const near = Math.exp(-Math.max(0, off) / 420)
  const slick = ramp(0.55, 1.7, softNoise(along * 0.11 + 400, across * 0.3) + 0.45 * plume)
  // Quays stand in dredged water; mud dries out along the natural shore only.
  const [u, v] = yardPlace(east, -south)
  const dredged = u > -1240 && u < 1700 && v > -420
  out[start + slow.off] = off
  out[start + slow.silt] = ramp(-0.7, 1.5, 0.5 * plume + 0.16 * eddy + 1.5 * near + 1.9 * day.silt - 0.95)
  out[start + slow.flat] = dredged ? 0 : ramp(38, -4, off + 16 * roughNoise(east * 0.11, south * 0.11))
  out[start + slow.slick] = slick
  out[start + slow.light] =
    1 +
    0.02 * softNoise(east * 0.06 + 50, south * 0.06) +
    0.012 * roughNoise(east * 0.2, south * 0.2) +
    (0.05 - 0.13 * day.sea) * slick
  out[start + slow.near] = near
}

/** The slow fields of one lattice row over the whole canvas. */
function slowRow(day: Day, cell: number, first: number, row: number, count: number): Float32Array {
  const out = new Float32Array(count * slowCount)
  for (let i = 0; i < count; i++) slowSea(day, (first + i) * cell, row * cell, out, i * slowCount)
  return out
}

/** The sea over the whole canvas: silt and depth, streaks along the stream, slicks, swell, glint and whitecaps. */
export function paintSea(canvas: Canvas, day: Day): void {
  const { width, height, gsdM, eastM, southM, planes } = canvas
  const radar = canvas.kind === 'radar'
  const swell = waves('swell', day.swellTo, 22, 26, 5)
  const chop = waves('chop', day.swellTo + 12, 26, 34, 3.5)
  const ripples = grain('ripples', day.utc, gsdM, eastM, southM)
  const gusts = grain('gusts', day.utc, gsdM, eastM, southM)
  // The ground stays from picture to picture, waves don't.
  const when = makeRandom('waves', day.utc)
  const [driftE, driftS] = [when.between(0, 3000), when.between(0, 3000)]
  const fineSea = gsdM < 1.5
  const glint = fineSea ? 0.075 + 0.07 * day.sea : 0.016 + 0.03 * day.sea
  // The lattice lies still in the world, so that windows agree.
  const cell = gsdM < 4 ? 9 : gsdM
  const first = Math.floor(eastM / cell)
  const count = Math.ceil((width * gsdM) / cell) + 3
  let latticeRow = Math.floor(southM / cell)
  let upper = slowRow(day, cell, first, latticeRow, count)
  let lower = slowRow(day, cell, first, latticeRow + 1, count)
  const here = new Float32Array(slowCount)
  for (let row = 0, i = 0; row < height; row++) {
    const south = southM + (row + 0.5) * gsdM
    while (south >= (latticeRow + 1) * cell) {
      latticeRow++
      upper = lower
      lower = slowRow(day, cell, first, latticeRow + 1, count)
    }
    const v = south / cell - latticeRow
    for (let column = 0; column < width; column++, i++) {
      const east = eastM + (column + 0.5) * gsdM
      const x = east / cell - first
      const left = Math.floor(x)
      const u = x - left
      const at0 = left * slowCount
      for (let k = 0; k < slowCount; k++)
        here[k] =
          (upper[at0 + k]! * (1 - u) + upper[at0 + slowCount + k]! * u) * (1 - v) +
          (lower[at0 + k]! * (1 - u) + lower[at0 + slowCount + k]! * u) * v
      const off = here[slow.off]!
      if (off < -60) continue
      const slick = here[slow.slick]!
      // Slicks: the wind's ripples die, the surface turns smooth and a little darker or brighter.
      let slope = sampleNoise(swell, (east + driftE) / 3, (south + driftS) / 3) * 0.75
      if (fineSea)
        slope =
          slope * 0.55 +
          sampleNoise(chop, (east + driftS + south * 0.21) * 1.6, (south + driftE - east * 0.21) * 1.6) * 0.85
      else slope += 0.7 * ripples()
      // Crests are sharper than troughs.
      slope += 0.22 * (slope * slope - 1)
      const light = here[slow.light]! + glint * slope * (1 - 0.6 * here[slow.near]!) * (1 - 0.55 * slick)
      if (radar) {
        planes[0]![i] =
          (0.012 + 0.03 * day.sea) * (1 - 0.6 * slick) * here[slow.light]! * (1 - 0.35 * here[slow.near]!)
        continue
      }
      const gust = gusts() + 0.7 * slope
      const cap = day.sea > 0.35 && gust > 5.1 - 2.1 * day.sea && off > 150 ? 0.05 : 0
      const [silt, flat] = [here[slow.silt]!, here[slow.flat]!]
      for (let band = 0; band < planes.length; band++) {
        const open = clearWater[band]! + (siltyWater[band]! - clearWater[band]!) * silt
        planes[band]![i] = (open + (mudFlat[band]! - open) * flat) * light + cap
      }
    }
  }
}
