import { applyAffine, invertAffine } from './affine.ts'
import { curvedGridOf, isUnfolded, type CurvedGrid } from './curved-grid.ts'
import { fitGcps } from './gcp-fit.ts'
import { placementOf, type Placement } from './placement.ts'
import type { Affine, SceneImage } from '../scene-image.ts'
import { sceneExtent } from './scene-outline.ts'

/** A plane grid stands for ground control points that it misses by at most so much of a pixel anywhere. */
const mostPixelsMissed = 0.05

/** Where a scene is drawn. */
export interface DisplayPlace {
  /** GDAL's six numbers; null for a scene that is looked at in its own pixels, where nothing can be measured. */
  readonly affine: Affine | null
  /** How the pixels lie where `affine` only comes near. */
  readonly curve?: CurvedGrid
  /** Why it is so, or how far to trust it, as a sentence for the analyst. */
  readonly problem: string | null
}

/**
 * The grid in which a scene is drawn and measured: its own transform, or the plane or curve that its ground control points
 * lie on. A scene that lies off the Earth or nowhere has none.
 */
export function displayPlace(image: SceneImage): DisplayPlace {
  const placement = placementOf(image)
  if (placement === null) return nowhere('This scene does not say where it lies')
  if (sceneExtent(image) === null) return nowhere('The coordinates of this scene are not on Earth')
  return image.affine === null ? ofGcps(image, placement) : { affine: image.affine, problem: null }
}

function nowhere(why: string): DisplayPlace {
  return { affine: null, problem: `${why}: it can be looked at, not measured.` }
}

function ofGcps({ width, height, gcps }: SceneImage, placement: Placement): DisplayPlace {
  const toMap = (column: number, row: number) => placement.toMap(column, row)
  const at = (column: number, row: number) => {
    const [x, y] = toMap(column, row)
    return { column, row, x, y }
  }
  // Of five points a plane is fitted, not a bent surface.
  const corners = [at(0, 0), at(width, 0), at(0, height), at(width, height), at(width / 2, height / 2)]
  const plane = fitGcps(corners)?.toMap
  const affine = plane === undefined ? null : affineOf(plane, width, height)
  const inverse = affine === null ? null : invertAffine(affine)
  const curve = curvedGridOf(toMap, { width, height })
  if (affine === null || inverse === null) return nowhere('The ground control points span no plane')
  if (!isUnfolded(curve, { width, height })) return nowhere('The ground control points fold the picture')
  const missed = grid(width, height).map(([column, row]) => {
    const [x, y] = toMap(column, row)
    const [c, r] = applyAffine(inverse, x, y)
    return Math.hypot(c - column, r - row)
  })
  const metres = (placement.gcpResidual ?? 0) * placement.projection.metresPerUnit
  const problem = `Placed by ${gcps.length} ground control points, which are met within ${metres.toFixed(1)} m (root mean square).`
  return { affine, problem, ...(Math.max(...missed) > mostPixelsMissed ? { curve } : {}) }
}

/** GDAL's six numbers of a plane map, taken over the whole image for the sake of their digits. */
function affineOf(
  toMap: (column: number, row: number) => readonly [number, number],
  width: number,
  height: number,
): Affine {
  const [[x0, y0], [x1, y1], [x2, y2]] = [toMap(0, 0), toMap(width, 0), toMap(0, height)]
  return [x0, (x1 - x0) / width, (x2 - x0) / height, y0, (y1 - y0) / width, (y2 - y0) / height]
}

function grid(width: number, height: number): (readonly [number, number])[] {
  const steps = Array.from({ length: 9 }, (_, index) => index / 8)
  return steps.flatMap((down) => steps.map((across) => [across * width, down * height] as const))
}
