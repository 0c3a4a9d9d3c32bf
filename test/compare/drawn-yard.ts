import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import type { Comparison } from '../../src/compare/comparison.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { veryHighResolution } from '../scenes/sensor.ts'
import { makeRandom } from '../scenes/prng.ts'
import { footprintRing, gridOf, travel, type HullTruth, type LonLat } from '../scenes/truth.ts'
import { writeScene } from '../scenes/write-scene.ts'

/** Grid metres by which a picture is drawn off. */
export interface Off {
  readonly eastM: number
  readonly northM: number
}

export const still: Off = { eastM: 0, northM: 0 }

const utm = gridOf(32651)
const shore = { west: -1080, north: 500, acrossM: 840, downM: 960 }
/** Metres of a pixel of these pictures, where nothing else is said. */
export const pixelM = 0.6

/** Writes the shipyard's shore on a date as a picture that is drawn off. */
export function writeShore(folder: string, date: string, misregistration: Off, gsdM = pixelM): SceneTruth {
  const { west, north, acrossM, downM } = shore
  const window = { west, north, gsdM, width: Math.round(acrossM / gsdM), height: Math.round(downM / gsdM) }
  const fileName = `${date}.tif`
  const spec = {
    fileName,
    date,
    sensor: veryHighResolution,
    layout: {},
    overviews: false,
    window,
    misregistration,
  }
  return writeScene(folder, spec).truth
}

/** The hulls that lie wholly in a picture, well off its border. */
export const hullsIn = ({ hulls }: SceneTruth): HullTruth[] => {
  const [west, north] = utm.forward([122.05, 29.95]).map((value) => Math.round(value / 30) * 30)
  const inside = ([x, y]: LonLat) => {
    const [east, down] = [x - west! - shore.west, shore.north - (y - north!)]
    return [east, down].every(
      (metres, at) => metres > 60 && metres < (at === 0 ? shore.acrossM : shore.downM) - 60,
    )
  }
  return hulls.filter(({ ring }) => ring.every((corner) => inside(utm.forward(corner))))
}

/** A hull as a hand draws it whose edges slip by so many pixels (standard deviation). */
function drawnRing({ truth: { file, gsd_m } }: Drawn, hull: HullTruth, slipPx: number) {
  if (slipPx === 0) return hull.ring
  const random = makeRandom('hand', file, hull.key, gsd_m)
  const slip = () => random.normal() * slipPx * gsd_m
  const centre = travel(travel([hull.lon, hull.lat], 90, slip()), 0, slip())
  const turned = (Math.atan2(slip(), hull.length_m / 2) * 180) / Math.PI
  return footprintRing(centre, hull.heading_deg + turned, hull.length_m + slip(), hull.beam_m + slip())
}

interface Drawn {
  readonly truth: SceneTruth
  readonly uid: string
  readonly off: Off
}

/** Hulls as somebody draws them on the pictures, which show them where their files say; each notes its ship's key. */
export function writeFootprints(folder: string, scenes: readonly Drawn[], slipPx = 0): string {
  const features = scenes.flatMap((scene) => {
    const { truth, uid, off } = scene
    return hullsIn(truth).map((hull) => {
      const drawn = drawnRing(scene, hull, slipPx)
      const ring = [...drawn, drawn[0]].map((corner) => {
        const [x, y] = utm.forward(corner)
        return utm.inverse([x + off.eastM, y + off.northM])
      })
      const { heading_deg, class: code, key } = hull
      const labels = { scene_uid: uid, heading_deg, heading_known: 1, class: code, notes: key }
      const properties = { ...labels, edge: 'waterline' }
      return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties }
    })
  })
  const path = join(folder, 'hulls.geojson')
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }))
  return path
}

/** Beyond so many lengths an unnamed hull elsewhere is not held to be the same one. */
const nearLengths = 2.5

/** What the story says happened to each ship between two pictures, by its key. */
export function storyBetween(from: SceneTruth, to: SceneTruth): Record<string, string> {
  const [before, after] = [hullsIn(from), hullsIn(to)]
  const told: Record<string, string> = {}
  for (const hull of before) {
    const later = after.find(({ key }) => key === hull.key)
    told[hull.key] = later === undefined ? 'departed' : happened(hull, later)
  }
  for (const { key } of after) told[key] ??= 'arrived'
  return told
}

function happened(a: HullTruth, b: HullTruth): string {
  const { distanceM } = geodesicBetween([a.lon, a.lat], [b.lon, b.lat])
  const turned = Math.abs(((a.heading_deg - b.heading_deg + 540) % 360) - 180)
  if (distanceM > nearLengths * a.length_m) return 'departed, arrived'
  return distanceM > 15 || turned > 12 ? 'moved' : 'stayed'
}

/** The same by `compare`: a pair of two different ships is named as what it is. `shipOf`: a sighting's key. */
export function comparedStory(
  comparison: Comparison,
  shipOf: (uid: string) => string,
): Record<string, string> {
  const told: Record<string, string> = {}
  const tell = (key: string, what: string) => {
    told[key] = told[key] === undefined ? what : `${told[key]}, ${what}`
  }
  for (const kind of ['stayed', 'moved'] as const) {
    for (const { from_uid, to_uid } of comparison[kind]) {
      const [from, to] = [shipOf(from_uid), shipOf(to_uid)]
      tell(from, from === to ? kind : `taken for ${to}`)
    }
  }
  for (const kind of ['departed', 'arrived', 'outside'] as const)
    for (const uid of comparison[kind]) tell(shipOf(uid), kind)
  return told
}
