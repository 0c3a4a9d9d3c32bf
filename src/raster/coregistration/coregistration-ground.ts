import type { LonLat } from '../../domain/polygon.ts'
import { localFrame, type LocalFrame } from '../../geodesy/ellipsoid.ts'
import { translated } from '../../geodesy/translation.ts'
import { boxAround, sceneBox, sharedBox, type GroundBox } from './coregistration-windows.ts'
import { isInside } from './overlap-window.ts'
import { placementOf } from '../placing/placement.ts'
import type { SceneImage } from '../scene-image.ts'
import { sceneOnGround, type East, type SceneOnGround } from '../placing/scene-on-ground.ts'

/** A scene and the shift in metres east and north that is added to where its file says it lies. */
export interface Shifted {
  readonly image: SceneImage
  readonly shift: East
}

/** Two scenes in a plane around the middle of what they share. */
export interface SharedGround {
  readonly frame: LocalFrame
  /** Longitude and latitude of the plane's origin. */
  readonly origin: LonLat
  readonly box: GroundBox
  /** The drawn area in the plane, where there is one. */
  readonly area: readonly East[] | null
  readonly first: SceneOnGround
  readonly second: SceneOnGround
  /** Whether a place lies in both scenes and in the area. */
  readonly covers: (place: East) => boolean
}

/** The plane of what two scenes share; null where they share nothing, or one of them can't be placed. */
export function sharedGround(
  first: Shifted,
  second: Shifted,
  area: readonly LonLat[] | null,
): SharedGround | null {
  const middle = placementOf(first.image)?.toLonLat(first.image.width / 2, first.image.height / 2)
  if (middle == null) return null
  const rough = groundAround(middle, first, second, area)
  if (rough === null) return null
  const { box } = rough
  const centre = rough.frame.toLonLat([(box.west + box.east) / 2, (box.south + box.north) / 2])
  return groundAround(centre, first, second, area)
}

function groundAround(
  origin: LonLat,
  first: Shifted,
  second: Shifted,
  area: readonly LonLat[] | null,
): SharedGround | null {
  const frame = localFrame(origin)
  const grounds = [first, second].map(({ image, shift }) =>
    sceneOnGround(image, frame, carryShift(image, shift, origin)),
  )
  const [one, other] = grounds
  if (one == null || other == null) return null
  const inPlane = area === null ? null : area.map((corner) => frame.toPlane(corner))
  const boxes = [
    sceneBox(first.image, one),
    sceneBox(second.image, other),
    ...(inPlane === null ? [] : [boxAround(inPlane)]),
  ]
  const known = boxes.filter((box) => box !== null)
  const box = known.length < boxes.length ? null : sharedBox(known)
  if (box === null) return null
  const inside = ({ width, height }: SceneImage, ground: SceneOnGround, place: East): boolean => {
    const pixel = ground.toPixel(place)
    return pixel !== null && pixel[0] >= 0 && pixel[1] >= 0 && pixel[0] <= width && pixel[1] <= height
  }
  return {
    frame,
    origin,
    box,
    area: inPlane,
    first: one,
    second: other,
    covers: (place) =>
      inside(first.image, one, place) &&
      inside(second.image, other, place) &&
      (inPlane === null || isInside(inPlane, place)),
  }
}

/**
 * A shift that holds at the middle of a scene, as metres east and north somewhere else in it: what is added is the same
 * vector everywhere in the scene's own map, whose scale and north change from place to place.
 */
export function carryShift(image: SceneImage, shift: East, to: LonLat): East {
  return carried(image, shift, middleOf(image), to)
}

/** The way back: a shift found at a place, as it must be given for the middle of the scene. */
export function shiftAtMiddle(image: SceneImage, shift: East, from: LonLat): East {
  return carried(image, shift, from, middleOf(image))
}

function middleOf(image: SceneImage): LonLat | null {
  return placementOf(image)?.toLonLat(image.width / 2, image.height / 2) ?? null
}

function carried(image: SceneImage, shift: East, from: LonLat | null, to: LonLat | null): East {
  const projection = placementOf(image)?.projection
  if (projection === undefined || from === null || to === null || (shift[0] === 0 && shift[1] === 0))
    return shift
  const [start, target] = [projection.fromLonLat(from), projection.fromLonLat(to)]
  const end = projection.fromLonLat(translated(from, shift[0], shift[1]))
  if (start === null || target === null || end === null) return shift
  const there = projection.toLonLat([target[0] + end[0] - start[0], target[1] + end[1] - start[1]])
  return there === null ? shift : localFrame(to).toPlane(there)
}
