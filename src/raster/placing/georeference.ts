import { applyAffine } from './affine.ts'
import { crsOfKeys, type CrsIdentity } from './crs-of-keys.ts'
import { esriPoints } from './esri-sidecar.ts'
import { fitGcps } from './gcp-fit.ts'
import { geoKeysOf, type GeoKeys } from '../tiff/geokeys.ts'
import { isCameraModel, parseAuxXml, parseWorldFile, type AuxPlacement } from './georeference-sidecars.ts'
import { resolveCrs } from './resolve-crs.ts'
import type { Affine, GroundControlPoint, SceneImage } from '../scene-image.ts'
import type { Sidecars } from '../acquisition/sidecars.ts'
import type { TiffDirectory } from '../tiff/tiff-directory.ts'
import { Tag } from '../tiff/tiff-tags.ts'

export type Georeference = Pick<
  SceneImage,
  'georeferencing' | 'affine' | 'gcps' | 'crs' | 'projDefinition' | 'problems'
>

const gcpLimit = 10_000

/**
 * Where the scene lies, in GDAL's order of sources: the `.aux.xml` beside it, a transform in the file's own tags, a world
 * file, tie points in the file; a `.prj` names the system where nothing else does.
 */
export async function georeference(
  directory: TiffDirectory,
  sidecars: Sidecars,
  size: { readonly width: number; readonly height: number },
): Promise<Georeference> {
  const keys = await geoKeysOf(directory)
  const own = await ownPlacement(directory, keys)
  const aux = sidecars.auxXml === undefined ? null : parseAuxXml(sidecars.auxXml)
  const world = sidecars.tfw === undefined ? null : parseWorldFile(sidecars.tfw)
  const problems: string[] = []
  if (sidecars.tfw !== undefined && world === null)
    problems.push('The world file beside the scene is damaged.')
  const place = choose(own, aux === null ? null : await auxPlacement(aux, directory, size.height), world)
  const identity = identityOf(keys, aux?.wkt ?? null, sidecars.prj ?? null)
  const resolved = resolveCrs(identity, centreOf(place, size))
  problems.push(...resolved.problems)
  const placed = place.affine !== null || place.gcps.length > 0
  const hasModel = hasCameraModel(directory, sidecars)
  const rpc = !placed && hasModel
  if (placed && hasModel) problems.push(modelSentence)
  if (!placed) problems.push(rpc ? rpcSentence : 'The scene has no georeferencing; it can be looked at only.')
  else if (identity === null) problems.push('The scene does not say in which coordinate system it is.')
  return {
    georeferencing: rpc ? 'rpc' : place.from,
    affine: place.affine,
    gcps: place.gcps,
    crs: resolved.crs,
    projDefinition: resolved.projDefinition,
    problems,
  }
}

function hasCameraModel(directory: TiffDirectory, { rpc, auxXml }: Sidecars): boolean {
  return (
    directory.entries.has(Tag.rpcCoefficients) ||
    [rpc, auxXml].some((text) => text !== undefined && isCameraModel(text))
  )
}

const modelSentence =
  'The scene carries a camera model (RPC) besides its place: it may not be orthorectified, and high ground may lie off by tens of metres.'
const rpcSentence =
  'The scene is not orthorectified: it carries a camera model (RPC) only and can be looked at, not measured.'

interface Placement {
  readonly from: 'affine' | 'gcps' | 'sidecar' | 'none'
  readonly affine: Affine | null
  readonly gcps: readonly GroundControlPoint[]
}

/** What stands in the `.aux.xml`; null where it says nothing of the place. */
async function auxPlacement(
  aux: AuxPlacement,
  directory: TiffDirectory,
  height: number,
): Promise<Placement | null> {
  if (aux.affine !== null) return { from: 'sidecar', affine: aux.affine, gcps: [] }
  const gcps = aux.gcps.length > 0 ? aux.gcps : esriPoints(aux.links, height, await pixelsPerInch(directory))
  return gcps.length === 0 ? null : { from: 'gcps', affine: null, gcps }
}

async function pixelsPerInch(directory: TiffDirectory): Promise<readonly [number, number] | null> {
  const [x, y] = [await directory.number(Tag.xResolution, 0), await directory.number(Tag.yResolution, 0)]
  const inInches = (await directory.number(Tag.resolutionUnit, 0)) === 2
  return inInches && x > 0 && y > 0 ? [x, y] : null
}

function choose(own: Placement, aux: Placement | null, world: Affine | null): Placement {
  if (aux !== null) return aux
  if (own.affine !== null || world === null) return own
  return { from: 'sidecar', affine: world, gcps: [] }
}

/** The tags of the file: pixel scale with a tie point, a matrix, or tie points alone. */
async function ownPlacement(directory: TiffDirectory, keys: GeoKeys | null): Promise<Placement> {
  const scale = await directory.numbers(Tag.modelPixelScale, 3)
  const ties = await directory.numbers(Tag.modelTiepoint, 6 * gcpLimit)
  const matrix = await directory.numbers(Tag.modelTransformation, 16)
  const half = keys?.['GTRasterTypeGeoKey'] === 2 ? 0.5 : 0
  const [sx = 0, sy = 0] = scale
  if (sx !== 0 && sy !== 0 && ties.length >= 6) {
    const [column = 0, row = 0, , x = 0, y = 0] = ties
    // A negative scale is a writer's mistake for "north up" (GDAL reads it so too).
    const [dx, dy] = [sx, -Math.abs(sy)]
    return affinePlacement([x - (column + half) * dx, dx, 0, y - (row + half) * dy, 0, dy])
  }
  if (matrix.length === 16) {
    const [a = 0, b = 0, , d = 0, e = 0, f = 0, , h = 0] = matrix
    return affinePlacement([d - half * (a + b), a, b, h - half * (e + f), e, f])
  }
  const gcps: GroundControlPoint[] = []
  for (let at = 0; at + 6 <= ties.length; at += 6) {
    const [column = 0, row = 0, , x = 0, y = 0] = ties.slice(at, at + 5)
    gcps.push({ column: column + half, row: row + half, x, y })
  }
  return { from: gcps.length > 0 ? 'gcps' : 'none', affine: null, gcps }
}

function affinePlacement(affine: Affine): Placement {
  const sound = affine.every((value) => Number.isFinite(value))
  return sound ? { from: 'affine', affine, gcps: [] } : { from: 'none', affine: null, gcps: [] }
}

function identityOf(keys: GeoKeys | null, auxWkt: string | null, prj: string | null): CrsIdentity | null {
  if (auxWkt !== null && auxWkt !== '') return { kind: 'wkt', wkt: auxWkt }
  const own = keys === null ? null : crsOfKeys(keys)
  if (own !== null) return own
  return prj === null || prj.trim() === '' ? null : { kind: 'wkt', wkt: prj }
}

function centreOf(
  place: Placement,
  size: { readonly width: number; readonly height: number },
): [number, number] | null {
  const [column, row] = [size.width / 2, size.height / 2]
  if (place.affine !== null) return applyAffine(place.affine, column, row)
  return fitGcps(place.gcps)?.toMap(column, row) ?? null
}
