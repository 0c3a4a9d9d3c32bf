/**
 * `npm run bench -- coregistration [PAIRS [SEED]]`: how well and how fast scenes are laid over each other. Pairs of generated
 * scenes of the yard: other dates (other ships, sun, season and sea), other sensors, shifts of 0 to 40 pixels in any
 * direction; then pairs whose true shift is out of reach, which must be refused; then 4,000 x 4,000 pixels against a
 * plain Fourier transform. Prints one line a group and the sums.
 */
import { coregister } from '../../src/raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../../src/raster/coregistration/coregistration-overlap.ts'
import { fourierOf } from '../../src/raster/coregistration/fourier.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../raster/open-bytes.ts'
import {
  align,
  forgetRendered,
  groups,
  misplaced,
  random,
  reseed,
  tally,
  tallyText,
  trueShift,
  type Outcome,
} from '../raster/coregistration/scene-pairs.ts'
import { dates } from '../scenes/calendar.ts'
import { renderScene } from '../scenes/scene.ts'
import { planetScope } from '../scenes/sensor.ts'

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

const [wanted = 120, seed] = process.argv.flatMap((given) => (/^\d+$/.test(given) ? [Number(given)] : []))
if (seed !== undefined) reseed(seed)
const perGroup = Math.ceil(wanted / groups.length)
console.log(`Shifts of 0 to 40 pixels: ${tallyText(tally(await tryGroups(perGroup, [0, 40])))}`)
console.log(`Shifts out of reach: ${tallyText(tally(await tryGroups(Math.ceil(perGroup / 3), [250, 330])))}`)
forgetRendered()
await time4000()
