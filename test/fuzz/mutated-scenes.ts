import { encodeTiff, type TiffLayout } from '../../src/raster/tiff/tiff-writer.ts'
import { makeRandom, type Random } from '../scenes/prng.ts'
import { codedScenes } from './coded-scenes.ts'

/** A scene that was sound before one thing or several were changed in it. */
export interface MutatedScene {
  /** Codec, layout and what was done, for the message of a failure. */
  readonly what: string
  readonly bytes: Uint8Array
}

const width = 70
const height = 45
const bands = [1, 2, 3].map((factor) =>
  Uint16Array.from({ length: width * height }, (_, index) => (index * factor * 31) % 4096),
)
const place = {
  georeference: { crs: { kind: 'projected', epsg: 32651 }, geoTransform: [400_000, 3, 0, 3_320_000, 0, -3] },
  noData: 0,
  metadata: { ACQUISITIONDATETIME: '2024-03-02 02:31:07' },
} as const

const compressions = ['none', 'lzw', 'deflate', 'packbits'] as const
const blocks = [{ rowsPerStrip: 8 }, { rowsPerStrip: height }, { tileWidth: 32, tileHeight: 16 }] as const

/** Every codec that can be written here in every layout, and one scene of each other codec. */
export function soundScenes(): MutatedScene[] {
  const scenes: MutatedScene[] = []
  for (const compression of compressions) {
    for (const block of blocks) {
      for (const interleave of ['pixel', 'band'] as const) {
        for (const littleEndian of [true, false]) {
          for (const bigTiff of [false, true]) {
            const predictor = compression === 'none' || compression === 'packbits' ? 1 : 2
            const layout: TiffLayout = {
              compression,
              blocks: block,
              interleave,
              littleEndian,
              bigTiff,
              predictor,
              directories: bigTiff === littleEndian ? 'last' : 'first',
            }
            const what = `${compression} ${Object.values(block).join('x')} ${interleave} ${littleEndian ? 'II' : 'MM'} ${bigTiff ? 'BigTIFF' : 'TIFF'}`
            scenes.push({ what, bytes: encodeTiff({ width, height, bands }, layout, place) })
          }
        }
      }
    }
  }
  for (const [what, text] of Object.entries(codedScenes))
    scenes.push({ what, bytes: new Uint8Array(Buffer.from(text, 'base64')) })
  return scenes
}

const nasty = [
  0,
  1,
  2,
  7,
  8,
  255,
  4096,
  65_535,
  65_536,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 16,
  2 ** 32 - 1,
]

/** Where the entries of the first directory stand. */
function entriesOf(view: DataView): { at: number[]; big: boolean; little: boolean } {
  const little = view.getUint16(0) === 0x4949
  const big = view.getUint16(2, little) === 43
  const directory = big ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little)
  const count = big ? Number(view.getBigUint64(directory, little)) : view.getUint16(directory, little)
  const first = directory + (big ? 8 : 2)
  return { at: Array.from({ length: count }, (_, index) => first + index * (big ? 20 : 12)), big, little }
}

type Mutation = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>

/** Writes a number as wide as the format's counts and offsets are. */
function put(view: DataView, at: number, value: number, big: boolean, little: boolean): void {
  if (big) view.setBigUint64(at, BigInt(value) * (value > 2 ** 31 ? 4096n : 1n), little)
  else view.setUint32(at, value, little)
}

const inEntry =
  (change: (view: DataView, at: number, random: Random, big: boolean, little: boolean) => void): Mutation =>
  (bytes, random) => {
    const view = new DataView(bytes.buffer)
    const { at, big, little } = entriesOf(view)
    change(view, random.pick(at), random, big, little)
    return bytes
  }

const mutations: Readonly<Record<string, Mutation>> = {
  header: (bytes, random) => {
    bytes[random.index(16)] = random.index(256)
    return bytes
  },
  'tag number': inEntry((view, at, random, _big, little) =>
    view.setUint16(
      at,
      random.pick([254, 256, 257, 259, 273, 279, 322, 325, 330, 339, 33_922, 50_844]),
      little,
    ),
  ),
  'field type': inEntry((view, at, random, _big, little) => view.setUint16(at + 2, random.index(20), little)),
  count: inEntry((view, at, random, big, little) => put(view, at + 4, random.pick(nasty), big, little)),
  'value or offset': inEntry((view, at, random, big, little) =>
    put(view, at + (big ? 12 : 8), random.pick(nasty), big, little),
  ),
  'next directory': (bytes, random) => {
    const view = new DataView(bytes.buffer)
    const { at, big, little } = entriesOf(view)
    const end = (at.at(-1) ?? 0) + (big ? 20 : 12)
    const first = (at[0] ?? 0) - (big ? 8 : 2)
    if (end + 8 <= bytes.length)
      put(view, end, random.pick([first, 8, 1, bytes.length - 2, 2 ** 31]), big, little)
    return bytes
  },
  'pixels or arrays': (bytes, random) => {
    for (let times = 1 + random.index(40); times > 0; times -= 1)
      bytes[8 + random.index(bytes.length - 8)] = random.index(256)
    return bytes
  },
  cut: (bytes, random) => bytes.slice(0, random.index(bytes.length)),
}

/** So many scenes, each changed in one to three ways; the same seed gives the same scenes. */
export function mutatedScenes(seed: number, count: number): MutatedScene[] {
  const random = makeRandom('mutated', seed)
  const sound = soundScenes()
  const names = Object.keys(mutations)
  return Array.from({ length: count }, (_, index) => {
    // Every codec and layout has its turn.
    const scene = sound[index % sound.length]!
    let bytes = new Uint8Array(scene.bytes)
    const done: string[] = []
    for (let times = 1 + random.index(3); times > 0; times -= 1) {
      const name = random.pick(names)
      try {
        bytes = mutations[name]!(bytes, random)
        done.push(name)
      } catch {
        // What was changed before may have moved the directory out of the file.
      }
    }
    return { what: `${scene.what}: ${done.join(', ')}`, bytes }
  })
}
