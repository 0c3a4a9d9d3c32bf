import { deflateSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { windowCodecs } from '../../../renderer/workers/codecs.ts'
import { coreCodecs } from '../../../src/jobs/codecs.ts'
import type { Codecs, Pieces } from '../../../src/raster/decoding/codecs.ts'

const block = Uint8Array.from({ length: 50_000 }, (_, index) => (index * index) >> 6)
const surplus = Uint8Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1)

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

async function both(): Promise<[string, Codecs][]> {
  return [
    ['core', await coreCodecs()],
    ['window', windowCodecs()],
  ]
}

it.each([
  ['inflate', deflateSync(block)],
  ['unzstd', zstdCompressSync(block)],
] as const)(
  'unpacks blocks alike in the core and in the window, whatever they hold beyond: %s',
  async (name, packed) => {
    for (const [where, codecs] of await both()) {
      const decode = (bytes: Uint8Array, maximum: number) => codecs[name](bytes, maximum)
      const exact = await decode(packed, block.length)
      expect(Buffer.compare(exact, block), `${where}: exact`).toBe(0)
      const roomy = await decode(packed, block.length + 4096)
      expect(Buffer.compare(roomy, block), `${where}: with room`).toBe(0)
      const begun = await decode(packed, 20_000)
      expect(Buffer.compare(begun.subarray(0, 20_000), block.subarray(0, 20_000)), `${where}: more`).toBe(0)
      const padded = await decode(joined(packed, surplus), block.length + 4096)
      expect(Buffer.compare(padded.subarray(0, block.length), block), `${where}: padded`).toBe(0)
    }
  },
)

it('takes a deflated block whose checksum is wrong or missing for what it holds, as GDAL does', async () => {
  const packed = deflateSync(block)
  const wrong = joined(packed.subarray(0, -4), surplus.subarray(0, 4))
  for (const [where, codecs] of await both()) {
    const unpacked = await codecs.inflate(wrong, block.length + 4096)
    expect(Buffer.compare(unpacked, block), where).toBe(0)
  }
  const core = await coreCodecs()
  const missing = await core.inflate(packed.subarray(0, -4), block.length + 4096)
  expect(Buffer.compare(missing, block)).toBe(0)
})

it('unpacks the pieces of a deflated strip alike in the core and in the window', async () => {
  const packed = deflateSync(block)
  for (const [where, codecs] of await both()) {
    const all: Uint8Array[] = []
    for await (const part of codecs.inflatePieces(cut(packed, 777))) all.push(part)
    expect(Buffer.compare(joined(...all), block), where).toBe(0)
  }
})

async function* cut(bytes: Uint8Array, size: number): Pieces {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}
