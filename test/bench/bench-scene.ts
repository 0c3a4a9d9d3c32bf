import { closeSync, openSync, writeSync } from 'node:fs'
import { deflateSync, zstdCompressSync } from 'node:zlib'
import { encodeBlock } from '../../src/raster/tiff/tiff-encode-block.ts'
import {
  encodeDirectory,
  encodeHeader,
  headerSize,
  type TiffField,
} from '../../src/raster/tiff/tiff-encode-directory.ts'
import { georeferenceFields } from '../../src/raster/tiff/tiff-encode-georeference.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { renderScene } from '../scenes/scene.ts'
import { makeShipyard } from '../scenes/yard.ts'

/** How the strips of a bench scene are packed, and TIFF's number for it. */
const stripCodes = { none: 1, lzw: 5, deflate: 8, zstd: 50_000 } as const
type StripCode = keyof typeof stripCodes

const bands = 4
const stripRows = 16
/** The sample yard is cut to whole strips, then repeated across and down. */
export const patternSide = 1536

/** Four bands of the sample yard as a PlanetScope sees it, interleaved by pixel. */
export function yardPattern(): Uint16Array {
  const spec = sampleScenes().find(({ date, overviews }) => date === '2024-03-02' && !overviews)
  if (spec === undefined) throw new Error('the sample set has no such scene')
  const { raster } = renderScene(makeShipyard(), spec)
  const pattern = new Uint16Array(patternSide * patternSide * bands)
  for (let row = 0; row < patternSide; row += 1)
    for (let column = 0; column < patternSide; column += 1)
      for (let band = 0; band < bands; band += 1)
        pattern[(row * patternSide + column) * bands + band] =
          raster.bands[band]?.[row * raster.width + column] ?? 0
  return pattern
}

/** The pattern in other kinds of samples, band by band. */
export function tileSamples(pattern: Uint16Array): Readonly<Record<string, (Uint8Array | Float32Array)[]>> {
  const length = pattern.length / bands
  const value = (pixel: number, band: number): number => pattern[pixel * bands + band] ?? 0
  return {
    '3 x uint8': [2, 1, 0].map((band) =>
      Uint8Array.from({ length }, (_, pixel) => Math.min(255, value(pixel, band) / 8)),
    ),
    '1 x float32': [Float32Array.from({ length }, (_, pixel) => value(pixel, 3) / 10_000)],
  }
}

/**
 * Writes a square scene of 4 bands of uint16 in strips of 16 rows, as providers deliver them: uncompressed, or
 * packed with predictor 2. Strips repeat, so only those of one pattern are encoded; any size of file takes little time and memory.
 */
export function writeBenchScene(
  path: string,
  side: number,
  pattern: Uint16Array,
  compression: StripCode,
): void {
  const encoded = Array.from({ length: patternSide / stripRows }, (_, index) => {
    const strip = new Uint16Array(stripRows * side * bands)
    for (let row = 0; row < stripRows; row += 1) {
      const from = (index * stripRows + row) * patternSide * bands
      const line = pattern.subarray(from, from + patternSide * bands)
      for (let at = 0; at < side * bands; at += line.length)
        strip.set(line.subarray(0, Math.min(line.length, side * bands - at)), row * side * bands + at)
    }
    return packed(strip, side * bands, compression)
  })
  const form = { bigTiff: side > 16_000, littleEndian: true }
  const file = openSync(path, 'w')
  try {
    let end = headerSize(form)
    const [offsets, byteCounts]: [number[], number[]] = [[], []]
    for (let row = 0; row < side; row += stripRows) {
      const strip = encoded[(row / stripRows) % encoded.length] ?? new Uint8Array()
      const rows = Math.min(stripRows, side - row)
      // A short last strip is a part of a whole one only where nothing is compressed; a decoder stops at its rows.
      const bytes = compression === 'none' ? strip.subarray(0, rows * side * bands * 2) : strip
      offsets.push(end)
      byteCounts.push(bytes.byteLength)
      for (let done = 0; done < bytes.byteLength;)
        done += writeSync(file, bytes, done, bytes.byteLength - done, end + done)
      end += bytes.byteLength + (bytes.byteLength % 2)
    }
    const fields = sceneFields(side, compression, offsets, byteCounts, form.bigTiff ? 'long8' : 'long')
    const directory = encodeDirectory(form, fields, end, 0)
    writeSync(file, directory, 0, directory.byteLength, end)
    writeSync(file, encodeHeader(form, end), 0, headerSize(form), 0)
  } finally {
    closeSync(file)
  }
}

function packed(strip: Uint16Array, perRow: number, compression: StripCode): Uint8Array {
  const predictor = compression === 'none' ? 1 : 2
  const inner = compression === 'lzw' ? 'lzw' : 'none'
  const bytes = encodeBlock(strip, perRow, bands, {
    compression: inner,
    predictor,
    littleEndian: true,
    level: 6,
  })
  if (compression === 'deflate') return deflateSync(bytes)
  return compression === 'zstd' ? zstdCompressSync(bytes) : bytes
}

function sceneFields(
  side: number,
  compression: StripCode,
  offsets: readonly number[],
  byteCounts: readonly number[],
  offsetType: 'long' | 'long8',
): TiffField[] {
  const short = (tag: number, ...value: number[]): TiffField => ({ tag, type: 'short', value })
  return [
    { tag: 256, type: 'long', value: [side] },
    { tag: 257, type: 'long', value: [side] },
    short(258, 16, 16, 16, 16),
    short(259, stripCodes[compression]),
    short(262, 1),
    { tag: 273, type: offsetType, value: offsets },
    short(277, bands),
    short(278, stripRows),
    { tag: 279, type: 'long', value: byteCounts },
    short(284, 1),
    short(317, compression === 'none' ? 1 : 2),
    short(338, 0, 0, 0),
    short(339, 1, 1, 1, 1),
    ...georeferenceFields({
      crs: { kind: 'projected', epsg: 32651 },
      geoTransform: [400_000, 3, 0, 3_316_000, 0, -3],
    }),
  ]
}
