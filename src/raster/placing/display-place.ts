import { applyAffine, invertAffine } from './affine.ts'
import { fitGcps } from './gcp-fit.ts'
import { placementOf, type Placement } from './placement.ts'
import type { Affine, SceneImage } from '../scene-image.ts'
import { sceneExtent } from './scene-outline.ts'

/** A plane grid may stand for ground control points that it misses by at most so many pixels anywhere. */
const mostPixelsMissed = 2

/** Where a scene is drawn. */
export interface DisplayPlace {
  /** GDAL's six numbers; null for a scene that is looked at in its own pixels, where nothing can be measured. */
  readonly affine: Affine | null
  /** Why it is so, or how far to trust it, as a sentence for the analyst. */
  readonly problem: string | null
}

/**
 * The plane grid in which a scene is drawn and measured: its own transform, or the one that follows its ground control
 * points within two pixels. A scene that bends more, lies off the Earth or nowhere has none.
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
  if (affine === null || inverse === null) return nowhere('The ground control points span no plane')
  const missed = grid(width, height).map(([column, row]) => {
    const [x, y] = toMap(column, row)
    const [c, r] = applyAffine(inverse, x, y)
    return Math.hypot(c - column, r - row)
  })
  const worst = Math.max(...missed)
  if (worst > mostPixelsMissed) {
    return nowhere(`A plane grid misses its ground control points by ${worst.toFixed(0)} pixels`)
  }
  const metres = (placement.gcpResidual ?? 0) * placement.projection.metresPerUnit
  return {
    affine,
    problem: `Placed by ${gcps.length} ground control points, which are met within ${metres.toFixed(1)} m (root mean square); a plane grid follows them within ${worst.toFixed(1)} pixels.`,
  }
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
