import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { readWindow } from '../../src/raster/read-window.ts'

const script = fileURLToPath(new URL('make-matrix.py', import.meta.url))

interface Made {
  readonly name: string
  readonly codec: string
  readonly complex: boolean
}

/** Has GDAL write its matrix of files and reads each: how many there were, and every one that is read otherwise. */
export async function readMatrix(folder: string, leap: number): Promise<{ files: number; apart: string[] }> {
  const output = execFileSync('/usr/bin/python3', [script, folder, String(leap)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const made = JSON.parse(output) as Made[]
  const apart: string[] = []
  for (const one of made) {
    const difference = await differenceOf(folder, one).catch((error: unknown) => String(error))
    if (difference !== null) apart.push(`${one.name}: ${difference}`)
  }
  return { files: made.length, apart }
}

async function differenceOf(folder: string, { name, codec, complex }: Made): Promise<string | null> {
  const bytes = readFileSync(join(folder, `${name}.f64`))
  const expected = new Float64Array(new Uint8Array(bytes).buffer)
  const scene = await openSceneFile(join(folder, `${name}.tif`))
  const { image, reader } = scene
  try {
    const { width, height } = image
    const bands = image.bands.map(({ band }) => band)
    if (width * height * bands.length !== expected.length) return `${width} x ${height} x ${bands.length}`
    const { samples } = await readWindow(reader, { level: 0, x: 0, y: 0, width, height, bands })
    const ours = samples.flatMap((band) => Array.from(band))
    const off = ours.findIndex((value, index) => !alike(value, expected[index] ?? NaN, codec, complex))
    return off < 0 ? null : `sample ${off} is ${ours[off]}, GDAL ${expected[off]}`
  } finally {
    await scene.close()
  }
}

function alike(ours: number, theirs: number, codec: string, complex: boolean): boolean {
  if (Number.isNaN(theirs)) return Number.isNaN(ours)
  // Magnitudes are held as Float32; JPEG is rounded otherwise by another decoder.
  if (complex) return Math.abs(ours - theirs) <= 1e-6 * theirs
  return Math.abs(ours - theirs) <= (codec.startsWith('JPEG') ? 1 : 0)
}
