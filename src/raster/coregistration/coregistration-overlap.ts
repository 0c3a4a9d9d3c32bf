import type { LonLat } from '../../domain/polygon.ts'
import { Problem } from '../../domain/problem.ts'
import { readingsOf } from './coregistration-bands.ts'
import { carryShift, sharedGround, type SharedGround } from './coregistration-ground.ts'
import { refused } from './coregistration-refusal.ts'
import { gsdM } from '../placing/ground-sample.ts'
import { sceneOnGround, type East, type SceneOnGround } from '../placing/scene-on-ground.ts'
import type { SceneImage } from '../scene-image.ts'
import type { SceneReader } from '../scene-reader.ts'

/** One of two scenes that are laid over each other. */
export interface SceneToAlign {
  /** As the analyst knows it. */
  readonly name: string
  readonly image: SceneImage
  readonly reader: SceneReader
  readonly sensor: string | null
  /** Metres east and north by which it is drawn off where its file says, before anything is found. */
  readonly shift: East
}

/** The side of the overlap, in pixels of the coarser scene, below which nothing can be compared. */
const leastPixels = 48

/** What two scenes share, and how it is compared. */
export interface Overlap {
  readonly reference: SceneToAlign
  readonly scene: SceneToAlign
  readonly shared: SharedGround
  readonly gsdM: number
  readonly readings: ReturnType<typeof readingsOf>
}

/**
 * What two scenes show of the same ground under the shifts that both have.
 * @param area only what lies within this ring of longitudes and latitudes; undefined: all of it
 * @returns the reason to refuse where that is nothing or too little
 * @throws Problem `scene/not-placed`
 */
export function overlapOf(
  reference: SceneToAlign,
  scene: SceneToAlign,
  area: readonly LonLat[] | undefined,
): Overlap | Problem {
  const [first, second] = [reference, scene].map(placedOnly)
  const shared = sharedGround(reference, scene, area ?? null)
  if (first === undefined || second === undefined || shared === null) {
    const where = area === undefined ? '' : ' inside of the area'
    return refused(
      scene.name,
      `It does not overlap ${reference.name}${where}.`,
      'Choose a reference that shows the same place.',
    )
  }
  // The coarser one tells no more on a finer grid, where its interpolation would be compared as well.
  const coarser = Math.max(first.gsdM, second.gsdM)
  const { west, south, east, north } = shared.box
  const shorter = Math.min(east - west, north - south) / coarser
  if (shorter < leastPixels) {
    return refused(
      scene.name,
      `Only ${Math.floor(shorter)} pixels of ${coarser.toFixed(1)} m overlap, too few to compare.`,
      'Choose a larger area or another reference, or pick points by hand.',
    )
  }
  return { reference, scene, shared, gsdM: coarser, readings: readingsOf(first, second) }
}

function placedOnly({ name, image, sensor }: SceneToAlign) {
  const metres = gsdM(image)
  if (metres !== null) return { image, sensor, gsdM: metres }
  throw new Problem(
    'scene/not-placed',
    name,
    'The scene does not say where on Earth it lies, so it cannot be laid over another one.',
    'Use a scene that has a georeference.',
  )
}

/** The scene where it lies once the whole-pixel match is corrected. */
export function shiftedGround(overlap: Overlap, match: { x: number; y: number }): SceneOnGround | null {
  const { shared, scene } = overlap
  const [east, north] = totalShift(overlap, match)
  return sceneOnGround(scene.image, shared.frame, [east, north])
}

/** The start's shift and what moves a picture back that lies `x` pixels right and `y` down of the reference. */
export function totalShift(
  { shared, scene, gsdM: pixelM }: Overlap,
  { x, y }: { x: number; y: number },
): East {
  const [east, north] = carryShift(scene.image, scene.shift, shared.origin)
  return [east - x * pixelM, north + y * pixelM]
}
