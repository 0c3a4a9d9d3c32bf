import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { coreCodecs } from '../../src/jobs/codecs.ts'
import { openFileSource } from '../../src/jobs/file-source.ts'
import { openScene } from '../../src/raster/open-scene.ts'
import { pixelsAt } from '../../src/raster/read-window.ts'
import type { SceneImage } from '../../src/raster/scene-image.ts'
import { sceneExtent } from '../../src/raster/placing/scene-outline.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { placingSidecarNames } from '../../src/raster/acquisition/sidecars.ts'

const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('gdal-describe.py', import.meta.url))

/** Whether Python's GDAL is there to compare with. */
export function gdalIsMissing(): boolean {
  try {
    execFileSync(python, ['-c', 'from osgeo import gdal'], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
}

interface GdalAnswer {
  readonly path: string
  readonly error?: string
  readonly size: readonly [number, number]
  readonly geoTransform: readonly number[] | null
  readonly bands: readonly { readonly type: string; readonly noDataValue: number | string | null }[]
  readonly overviews: readonly (readonly [number, number])[]
  readonly corners: readonly (readonly [number, number] | null)[] | null
  readonly cornersInfo: readonly (readonly [number, number])[] | null
  readonly pixels: readonly (readonly [number, number, readonly (number | string)[]])[] | null
}

/** What GDAL says about files, in their order. */
export function askGdal(files: readonly string[]): GdalAnswer[] {
  const input = JSON.stringify({ files, pixels: true })
  const output = execFileSync(python, [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GdalAnswer)
}

/** How Roadstead's answers differ from GDAL's, as sentences; empty where they agree. */
export async function differences(gdal: GdalAnswer): Promise<string[]> {
  const source = await openFileSource(gdal.path)
  const overviews = existsSync(`${gdal.path}.ovr`) ? await openFileSource(`${gdal.path}.ovr`) : undefined
  try {
    const sidecars = { ...placing(gdal.path), ...(overviews === undefined ? {} : { ovr: overviews }) }
    const image = await openScene(source, sidecars)
    const sources = { scene: source, ...(overviews === undefined ? {} : { ovr: overviews }) }
    const reader = new SceneReader(image, sources, await coreCodecs(), 2 ** 26)
    return [...structure(image, gdal), ...corners(image, gdal), ...(await pixels(reader, gdal))]
  } finally {
    await source.close()
    await overviews?.close()
  }
}

function placing(path: string): { tfw?: string; prj?: string; auxXml?: string } {
  const names = placingSidecarNames(basename(path))
  const read = (candidates: readonly string[]) => {
    const found = candidates.map((name) => join(dirname(path), name)).find((one) => existsSync(one))
    return found === undefined ? undefined : readFileSync(found, 'latin1')
  }
  const [tfw, prj, auxXml] = [read(names.tfw), read(names.prj), read(names.auxXml)]
  return {
    ...(tfw === undefined ? {} : { tfw }),
    ...(prj === undefined ? {} : { prj }),
    ...(auxXml === undefined ? {} : { auxXml }),
  }
}

function structure(image: SceneImage, gdal: GdalAnswer): string[] {
  const found: string[] = []
  const check = (what: string, ours: unknown, theirs: unknown) => {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)]
    if (a !== b) found.push(`${what}: ${a}, GDAL ${b}`)
  }
  check('size', [image.width, image.height], gdal.size)
  // GDAL before 3.7 has no signed bytes.
  const types = image.bands.map(({ type }) => (type === 'Int8' ? 'Byte' : type))
  check(
    'types',
    types,
    gdal.bands.map(({ type }) => type),
  )
  const descending = (sides: readonly (readonly [number, number])[]) => [...sides].sort((a, b) => b[0] - a[0])
  check(
    'overviews',
    image.levels.slice(1).map(({ width, height }) => [width, height]),
    descending(gdal.overviews),
  )
  const nodata = image.bands.map(({ noDataValue }) => noDataValue)
  if (
    nodata.length === gdal.bands.length &&
    !nodata.every((one, index) => same(one, gdal.bands[index]!.noDataValue))
  ) {
    found.push(`nodata: ${nodata.join()}, GDAL ${gdal.bands.map((band) => band.noDataValue).join()}`)
  }
  const [ours, theirs] = [image.affine ?? [], gdal.geoTransform ?? []]
  const alike = ours.length === theirs.length && ours.every((one, index) => same(one, theirs[index]!))
  if (!alike) found.push(`geotransform: ${ours.join()}, GDAL ${theirs.join()}`)
  return found
}

/** gdalinfo and gdaltransform differ outside of a system's own area; either is right. */
function corners(image: SceneImage, gdal: GdalAnswer): string[] {
  const onEarth = gdal.corners?.every((corner) => corner !== null && Math.abs(corner[1]) <= 90) === true
  if (!onEarth) return []
  const ours = sceneExtent(image)?.corners
  if (ours === undefined) return [`corners: none, GDAL ${JSON.stringify(gdal.corners)}`]
  const off = (theirs: GdalAnswer['corners']) =>
    theirs === null
      ? Infinity
      : Math.max(...theirs.map((corner, index) => distance(ours[index] ?? [0, 0], corner ?? [0, 0])))
  const degrees = Math.min(off(gdal.corners), off(gdal.cornersInfo))
  return degrees <= 1e-6 ? [] : [`corners: ${degrees} degrees off, ${image.projDefinition ?? ''}`]
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  const turn = Math.abs(((((a[0] - b[0] + 540) % 360) + 360) % 360) - 180)
  return Math.max(Math.abs(b[1]) > 89.9999 ? 0 : turn, Math.abs(a[1] - b[1]))
}

async function pixels(reader: SceneReader, gdal: GdalAnswer): Promise<string[]> {
  const found: string[] = []
  for (const [column, row, values] of gdal.pixels ?? []) {
    const [ours = []] = await pixelsAt(reader, [{ column, row }])
    // Some builds of GDAL before 3.7 give signed bytes as they are, others as unsigned ones.
    const signed = reader.image.bands[0]?.type === 'Int8'
    // Magnitudes of complex samples are held as Float32.
    const complex = reader.image.bands[0]?.type.startsWith('C') === true
    const alike = values.every((value, band) => {
      const sample = ours[band]!
      return complex
        ? Math.abs(sample - Number(value)) <= 1e-6 * sample
        : same(sample, value) || (signed && same(sample & 255, value))
    })
    if (!alike) found.push(`pixel ${column},${row}: ${ours.join()}, GDAL ${values.join()}`)
  }
  return found
}

function same(ours: number | null, theirs: number | string | null): boolean {
  if (ours === null || theirs === null) return ours === theirs
  if (typeof theirs === 'string') return String(ours) === theirs
  return ours === theirs || Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours), Math.abs(theirs))
}
