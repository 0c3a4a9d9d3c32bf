import type View from 'ol/View.js'
import type { LonLat } from '../../src/domain/polygon.ts'
import {
  carriedOver,
  createView,
  groundPoseOf,
  gridRotationDeg,
  planePoseOf,
  type GroundPose,
  type PlanePose,
} from './ground-view.ts'
import { extentIn, type Extent, type Picture, type Plane, type XY } from './scenes/scene-plane.ts'

/** Where the map looks: the view that all panes share, and the plane that it is in. */
export interface Camera {
  view(): View | null
  plane(): Plane | null
  /** Looks in the plane of this scene; the ground stays where it was on the screen, where it is in sight at all. */
  follow(picture: Picture): void
  ground(): GroundPose | null
  /** How far the plane's grid is turned, degrees clockwise; 0 before there is a view. */
  rotationDeg(): number
  /** Centre, scale and rotation in the plane; null before there is a view. */
  pose(): PlanePose | null
  /** Shows the ground as another camera does, where its plane can show it. */
  adopt(other: Camera): void
  /** Everything that is on the screen, and the units of the plane per CSS pixel. Null before there is a view. */
  sight(): { readonly extent: Extent; readonly resolution: number } | null
  /** The corners of the screen in the plane, clockwise from the upper left. Null before there is a view. */
  corners(): XY[] | null
  /** Changes whenever the view does. */
  stamp(): string
  fit(extent: Extent): void
  /** Brings an extent to the middle; the scale changes only where the extent would be too small or too large. */
  bring(extent: Extent): void
  pan(dxPixels: number, dyPixels: number): void
  zoom(steps: number): void
  turn(degrees: number): void
  /** Turns true north to the top. */
  northUp(): void
  /** Brings a place to the middle (null: what is there stays) at a scale (undefined: the one that is). */
  goTo(lonLat: LonLat | null, metresPerPixel: number | undefined): void
  /** Brings a point of the plane to the middle. */
  centreOn(xy: XY): void
  /** The panes got a size, or another one. */
  sized(): void
}

type Size = readonly [number, number]

const marginPixels = 24

/** @param sizeOf width and height of a pane in CSS pixels; null while it has none */
export function createCamera(sizeOf: () => Size | null): Camera {
  let view: View | null = null
  let plane: Plane | null = null
  let wanted: Extent | null = null

  const pose = (): PlanePose | null => {
    const centre = view?.getCenter()
    const resolution = view?.getResolution()
    if (view === null || centre === undefined || resolution === undefined) return null
    return { centre: [centre[0] ?? 0, centre[1] ?? 0], resolution, rotation: view.getRotation() }
  }

  const setPose = ({ centre, resolution, rotation }: PlanePose) => {
    if (view === null) return
    view.cancelAnimations()
    view.setRotation(rotation)
    view.setResolution(resolution)
    view.setCenter([...centre])
  }

  const sight = () => {
    const now = pose()
    if (now === null) return null
    const [width, height] = sizeOf() ?? [1, 1]
    const [cos, sin] = [Math.abs(Math.cos(now.rotation)), Math.abs(Math.sin(now.rotation))]
    const across = (now.resolution * (width * cos + height * sin)) / 2
    const up = (now.resolution * (width * sin + height * cos)) / 2
    const [x, y] = now.centre
    const extent: Extent = [x - across, y - up, x + across, y + up]
    return { extent, resolution: now.resolution }
  }

  const fit = (extent: Extent) => {
    const size = sizeOf()
    wanted = size === null ? extent : null
    if (size === null || view === null) return
    view.cancelAnimations()
    view.fit([...extent], { size: [...size], padding: Array(4).fill(marginPixels) as number[] })
  }

  return {
    view: () => view,
    plane: () => plane,
    sight,
    pose,
    fit,
    adopt(other) {
      const [from, theirs] = [other.plane(), other.pose()]
      const carried =
        from === null || theirs === null || plane === null ? null : carriedOver(from, theirs, plane)
      if (carried === null) return
      wanted = null
      setPose(carried)
    },
    follow(picture) {
      const next = picture.viewPlane
      const extent = extentIn(picture, next)
      if (extent === null) return
      const before = pose()
      const carried = before === null || plane === null ? null : carriedOver(plane, before, next)
      const size = picture.pixelWidth
      if (view === null || plane?.key !== next.key || limitsOf(view) !== size) {
        view = createView(next, extent, size)
        view.set('pixelSize', size, true)
        plane = next
        if (carried !== null) setPose(carried)
      }
      const seen = sight()
      if (carried !== null && wanted === null && seen !== null && overlap(seen.extent, extent)) return
      view.setRotation(0)
      fit(extent)
    },
    ground() {
      const now = pose()
      return now === null || plane === null ? null : groundPoseOf(plane, now)
    },
    rotationDeg() {
      const now = pose()
      return now === null || plane === null ? 0 : gridRotationDeg(plane, now)
    },
    corners() {
      const now = pose()
      const [width, height] = sizeOf() ?? [1, 1]
      if (now === null) return null
      const { centre, resolution, rotation } = now
      const [cos, sin] = [Math.cos(rotation) * resolution, Math.sin(rotation) * resolution]
      const at = (right: number, up: number): XY => [
        centre[0] + right * cos - up * sin,
        centre[1] + right * sin + up * cos,
      ]
      const [x, y] = [width / 2, height / 2]
      return [at(-x, y), at(x, y), at(x, -y), at(-x, -y)]
    },
    stamp() {
      const now = pose()
      const [width, height] = sizeOf() ?? [0, 0]
      if (now === null) return ''
      return [plane?.key, ...now.centre, now.resolution, now.rotation, width, height].join(' ')
    },
    bring(extent) {
      const now = pose()
      const [width, height] = sizeOf() ?? [800, 600]
      if (now === null) return
      const [west, south, east, north] = extent
      const centre = [(west + east) / 2, (south + north) / 2] as const
      const longest = Math.max(east - west, north - south)
      const pixels = longest / now.resolution
      const room = Math.min(width, height)
      const fits = pixels >= 60 && pixels <= room * 0.8
      setPose({ ...now, centre, resolution: fits ? now.resolution : longest / (room / 3) })
    },
    pan(dxPixels, dyPixels) {
      const now = pose()
      if (now === null) return
      const [dx, dy] = [dxPixels * now.resolution, -dyPixels * now.resolution]
      const [cos, sin] = [Math.cos(now.rotation), Math.sin(now.rotation)]
      setPose({ ...now, centre: [now.centre[0] + dx * cos - dy * sin, now.centre[1] + dx * sin + dy * cos] })
    },
    centreOn(xy) {
      const now = pose()
      if (now !== null) setPose({ ...now, centre: xy })
    },
    zoom(steps) {
      view?.cancelAnimations()
      view?.adjustZoom(steps)
    },
    turn(degrees) {
      view?.cancelAnimations()
      view?.adjustRotation((degrees * Math.PI) / 180)
    },
    northUp() {
      const now = pose()
      const ground = now === null || plane === null ? null : groundPoseOf(plane, now)
      if (ground !== null) this.turn(-ground.northDeg)
    },
    goTo(lonLat, metresPerPixel) {
      const now = pose()
      if (now === null || plane === null) return
      const ground = groundPoseOf(plane, now)
      if (ground === null) return
      const there = {
        ...ground,
        centre: lonLat ?? ground.centre,
        metresPerPixel: metresPerPixel ?? ground.metresPerPixel,
      }
      const moved = planePoseOf(plane, there)
      if (moved !== null) setPose({ ...moved, rotation: now.rotation })
    },
    sized() {
      if (wanted !== null) fit(wanted)
    },
  }
}

const limitsOf = (view: View): unknown => view.get('pixelSize')

function overlap(a: Extent, b: Extent): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}
