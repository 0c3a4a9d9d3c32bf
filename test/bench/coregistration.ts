/**
 * `node test/bench/coregistration.ts [PAIRS]`: how well and how fast scenes are laid over each other. Pairs of generated
 * scenes of the yard: other dates (other ships, sun, season and sea), other sensors, shifts of 0 to 40 pixels in any
 * direction; then pairs whose true shift is out of reach, which must be refused; then 4,000 x 4,000 pixels against a
 * plain Fourier transform. Prints one line a group and the sums.
 */
import { coregister, type SceneToAlign } from '../../src/raster/coregistration.ts'
import { fourierOf } from '../../src/raster/fourier.ts'
import { Problem } from '../../src/domain/problem.ts'
import { localFrame } from '../../src/geodesy/ellipsoid.ts'
import { projectionOf } from '../../src/geodesy/projection.ts'
import { encodeTiff } from '../../src/raster/tiff-writer.ts'
import { openBytes } from '../raster/open-bytes.ts'
import { dates, type SceneDate } from '../scenes/calendar.ts'
import { seedOf } from '../scenes/prng.ts'
import { renderScene } from '../scenes/scene.ts'
import { planetScope, sentinel1, sentinel2Red, veryHighResolution, type Sensor } from '../scenes/sensor.ts'
import { shadowOf, sunAt } from '../scenes/sun.ts'
import type { Yard } from '../scenes/yard.ts'

type Kind = 'ps' | 'aerial' | 's2' | 'sar'

const instruments: Readonly<
  Record<Kind, { sensor: Sensor; gsdM: number; side: number; west: number; north: number }>
> = {
  ps: { sensor: planetScope, gsdM: 3, side: 1200, west: -1800, north: 1900 },
  aerial: { sensor: veryHighResolution, gsdM: 1.2, side: 1500, west: -1250, north: 950 },
  s2: { sensor: sentinel2Red, gsdM: 10, side: 480, west: -2500, north: 2600 },
  sar: { sensor: sentinel1, gsdM: 10, side: 480, west: -2450, north: 2550 },
}

const groups: readonly (readonly [Kind, Kind])[] = [
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
function random(): number {
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
function misplaced(scene: SceneToAlign, east: number, north: number): SceneToAlign {
  const [x, a, b, y, c, d] = scene.image.affine!
  return { ...scene, image: { ...scene.image, affine: [x - east, a, b, y - north, c, d] } }
}

/** Grid metres as metres east and north at the middle of a scene. */
function trueShift({ image }: SceneToAlign, east: number, north: number): readonly [number, number] {
  const utm = projectionOf('+proj=utm +zone=51 +datum=WGS84 +units=m')
  const [x, a, , y, , d] = image.affine!
  const middle = [x + (a * image.width) / 2, y + (d * image.height) / 2] as const
  return localFrame(utm.toLonLat(middle)!).toPlane(utm.toLonLat([middle[0] + east, middle[1] + north])!)
}

interface Outcome {
  readonly errorPx: number | null
  readonly quality: number
  readonly ms: number
}

async function align(
  [first, second]: readonly [Kind, Kind],
  reachPx: readonly [number, number],
): Promise<Outcome> {
  const days = (kind: Kind) => (kind === 'sar' ? dates : optical)
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

const percentile = (list: readonly number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN

async function tryGroups(count: number, reachPx: readonly [number, number]): Promise<Outcome[]> {
  const all: Outcome[] = []
  for (const group of groups) {
    const outcomes: Outcome[] = []
    for (let index = 0; index < count; index += 1) outcomes.push(await align(group, reachPx))
    const errors = outcomes.flatMap(({ errorPx }) => (errorPx === null ? [] : [errorPx]))
    const lowest = Math.min(
      ...outcomes.flatMap(({ errorPx, quality }) => (errorPx === null ? [] : [quality])),
    )
    console.log(
      `${group.join(' - ').padEnd(16)} ${outcomes.length} pairs, ${errors.length} accepted,`,
      `error median ${percentile(errors, 0.5).toFixed(3)} worst ${Math.max(...errors).toFixed(3)} px,`,
      `lowest quality ${lowest.toFixed(2)}, median ${percentile(
        outcomes.map(({ ms }) => ms),
        0.5,
      ).toFixed(0)} ms`,
    )
    all.push(...outcomes)
  }
  return all
}

function summary(what: string, outcomes: readonly Outcome[]): void {
  const errors = outcomes.flatMap(({ errorPx }) => (errorPx === null ? [] : [errorPx]))
  const good = errors.filter((error) => error < 0.3).length
  const wrong = errors.filter((error) => error >= 1).length
  console.log(
    `${what}: ${outcomes.length} pairs, ${good} under 0.3 px (${((100 * good) / outcomes.length).toFixed(1)} %),`,
    `${errors.length - good - wrong} between 0.3 and 1 px, ${wrong} wrong, ${outcomes.length - errors.length} refused`,
  )
}

/** 4,000 x 4,000 pixels of the whole yard and what lies around it, against one plain transform of 4,096 x 4,096. */
async function time4000(): Promise<void> {
  const side = 4000
  const window = { west: -2400, north: 2400, width: side, height: side, gsdM: 1.2 }
  const scenes: SceneToAlign[] = []
  for (const [date, offM] of [
    ['2024-03-02', 0],
    ['2024-04-19', 17.3],
  ] as const) {
    const moved = { ...window, west: window.west + offM / 3 }
    const spec = {
      fileName: `${date}.tif`,
      date,
      sensor: { ...planetScope, bands: [0, 1, 2] },
      window: moved,
    }
    const { raster, description } = renderScene({ dates }, { ...spec, layout: {}, overviews: false })
    const opened = await openBytes(encodeTiff(raster, {}, description))
    scenes.push({ name: date, ...opened, sensor: null, shift: [0, 0] })
  }
  const [reference, scene] = scenes
  const data = new Float64Array(2 * 4096 * 4096).map((_, index) => (index % 2 === 0 ? random() : 0))
  const fourier = fourierOf(4096)
  for (let round = 0; round < 3; round += 1) {
    const before = performance.now()
    fourier.forward(data)
    const plainMs = performance.now() - before
    const off = misplaced(scene!, 17.3, -31.4)
    const truth = trueShift(off, 17.3, -31.4)
    const start = performance.now()
    const found = await coregister(reference!, off)
    const ms = performance.now() - start
    const error = Math.hypot(found.shiftEastM - truth[0], found.shiftNorthM - truth[1]) / found.gsdM
    console.log(
      `4,000 x 4,000: ${ms.toFixed(0)} ms, plain transform ${plainMs.toFixed(0)} ms, ratio ${(ms / plainMs).toFixed(2)},`,
      `error ${error.toFixed(2)} px`,
    )
  }
}

const wanted = Number(process.argv[2] ?? 120)
const perGroup = Math.ceil(wanted / groups.length)
summary('Shifts of 0 to 40 pixels', await tryGroups(perGroup, [0, 40]))
summary('Shifts out of reach', await tryGroups(Math.ceil(perGroup / 3), [250, 330]))
rendered.clear()
await time4000()
