import { coregister } from '../../../src/raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../../../src/raster/coregistration/coregistration-overlap.ts'
import { Problem } from '../../../src/domain/problem.ts'
import { localFrame } from '../../../src/geodesy/ellipsoid.ts'
import { projectionOf } from '../../../src/geodesy/projection.ts'
import { encodeTiff } from '../../../src/raster/tiff/tiff-writer.ts'
import { dates, type SceneDate } from '../../scenes/calendar.ts'
import { seedOf } from '../../scenes/prng.ts'
import { renderScene } from '../../scenes/scene.ts'
import { planetScope, sentinel1, sentinel2Red, veryHighResolution, type Sensor } from '../../scenes/sensor.ts'
import { shadowOf, sunAt } from '../../scenes/sun.ts'
import type { Yard } from '../../scenes/yard.ts'
import { openBytes } from '../open-bytes.ts'

export type Kind = 'ps' | 'aerial' | 's2' | 'sar'

const instruments: Readonly<
  Record<Kind, { sensor: Sensor; gsdM: number; side: number; west: number; north: number }>
> = {
  ps: { sensor: planetScope, gsdM: 3, side: 1200, west: -1800, north: 1900 },
  aerial: { sensor: veryHighResolution, gsdM: 1.2, side: 1500, west: -1250, north: 950 },
  s2: { sensor: sentinel2Red, gsdM: 10, side: 480, west: -2500, north: 2600 },
  sar: { sensor: sentinel1, gsdM: 10, side: 480, west: -2450, north: 2550 },
}

/** Pairs of instruments that are tried. */
export const groups: readonly (readonly [Kind, Kind])[] = [
  ['ps', 'ps'],
  ['aerial', 'aerial'],
  ['ps', 'aerial'],
  ['ps', 's2'],
  ['s2', 's2'],
  ['aerial', 's2'],
  ['sar', 's2'],
  ['sar', 'ps'],
]

let state = seedOf('coregistration', 1) >>> 0
/** Begins another row of pairs: other shifts, dates and ships gone. Lets go of the scenes that were rendered. */
export function reseed(seed: number): void {
  state = seedOf('coregistration', seed) >>> 0
  forgetRendered()
}
export function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

const optical = dates.filter(({ id }) => id !== '2024-02-20')

/** A date with 30 % of its ships gone, and the sun of another hour. */
function changed(date: SceneDate, hours: number): SceneDate {
  const utc = new Date(Date.parse(date.day.utc) + hours * 3_600_000).toISOString()
  const sun = sunAt(utc, 122.05, 29.95)
  const ships = date.ships.filter(() => random() > 0.3)
  return { ...date, ships, day: { ...date.day, utc, sun, shadow: shadowOf(sun) } }
}

const rendered = new Map<string, Promise<SceneToAlign>>()

/** Lets go of the scenes that were rendered. */
export const forgetRendered = (): void => rendered.clear()

/** A scene of a date (0 the date itself, 1 the same day later with ships gone), placed between the others' pixels. */
function sceneOf(kind: Kind, date: SceneDate, variant: 0 | 1): Promise<SceneToAlign> {
  const key = `${kind} ${date.id} ${variant}`
  const known = rendered.get(key)
  if (known !== undefined) return known
  const { sensor, gsdM, side, west, north } = instruments[kind]
  const yard: Yard = { dates: [variant === 0 ? date : changed(date, kind === 'sar' ? 0 : 2.5)] }
  const window = { west: west + random() * 40, north: north + random() * 40, width: side, height: side, gsdM }
  const scene = renderScene(yard, {
    fileName: `${key}.tif`,
    date: date.id,
    sensor,
    window,
    layout: {},
    overviews: false,
  })
  const made = openBytes(encodeTiff(scene.raster, {}, scene.description)).then((opened) => ({
    name: key,
    ...opened,
    sensor: sensor.name,
    shift: [0, 0] as const,
  }))
  rendered.set(key, made)
  return made
}

/** The same pixels with a georeference that is off by grid metres. */
export function misplaced(scene: SceneToAlign, east: number, north: number): SceneToAlign {
  const [x, a, b, y, c, d] = scene.image.affine!
  return { ...scene, image: { ...scene.image, affine: [x - east, a, b, y - north, c, d] } }
}

/** Grid metres as metres east and north at the middle of a scene. */
export function trueShift({ image }: SceneToAlign, east: number, north: number): readonly [number, number] {
  const utm = projectionOf('+proj=utm +zone=51 +datum=WGS84 +units=m')
  const [x, a, , y, , d] = image.affine!
  const middle = [x + (a * image.width) / 2, y + (d * image.height) / 2] as const
  return localFrame(utm.toLonLat(middle)!).toPlane(utm.toLonLat([middle[0] + east, middle[1] + north])!)
}

/** What came of one pair. */
export interface Outcome {
  /** Null where it was refused. */
  readonly errorPx: number | null
  readonly quality: number
  readonly ms: number
}

/**
 * Aligns two scenes of random dates, one of them off by a random shift whose length lies within `reachPx` pixels of the
 * coarser one, in any direction; half of them or more with 30 % of the ships gone and the sun of another hour.
 * @param among the dates that are chosen from: rendering a scene takes longer than aligning it
 */
export async function align(
  [first, second]: readonly [Kind, Kind],
  reachPx: readonly [number, number],
  among: readonly SceneDate[] = dates,
): Promise<Outcome> {
  const days = (kind: Kind) => among.filter((date) => kind === 'sar' || optical.includes(date))
  const [a, b] = [pick(days(first)), pick(days(second))]
  const reference = await sceneOf(first, a, 0)
  const scene = await sceneOf(second, b, a === b || random() < 0.5 ? 1 : 0)
  const pixelM = Math.max(instruments[first].gsdM, instruments[second].gsdM)
  const length = (reachPx[0] + random() * (reachPx[1] - reachPx[0])) * pixelM
  const angle = random() * 2 * Math.PI
  const [east, north] = [length * Math.cos(angle), length * Math.sin(angle)]
  const off = misplaced(scene, east, north)
  const truth = trueShift(off, east, north)
  const start = performance.now()
  try {
    const found = await coregister(reference, off)
    const errorPx = Math.hypot(found.shiftEastM - truth[0], found.shiftNorthM - truth[1]) / pixelM
    return { errorPx, quality: found.quality, ms: performance.now() - start }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { errorPx: null, quality: 0, ms: performance.now() - start }
  }
}

/** How many of the outcomes are what they should be. */
export function tally(outcomes: readonly Outcome[]) {
  const errors = outcomes.flatMap(({ errorPx }) => (errorPx === null ? [] : [errorPx]))
  return {
    pairs: outcomes.length,
    good: errors.filter((error) => error < 0.3).length,
    near: errors.filter((error) => error >= 0.3 && error < 1).length,
    wrong: errors.filter((error) => error >= 1).length,
    refused: outcomes.length - errors.length,
  }
}

export function tallyText({ pairs, good, near, wrong, refused }: ReturnType<typeof tally>): string {
  const share = ((100 * good) / pairs).toFixed(1)
  return `${pairs} pairs, ${good} under 0.3 px (${share} %), ${near} between 0.3 and 1 px, ${wrong} wrong, ${refused} refused`
}
