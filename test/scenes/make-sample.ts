/**
 * `node test/scenes/make-sample.ts FOLDER`: writes the sample scenes and their truth into FOLDER/scenes, once; a
 * second run finds them and is quick. The last line on standard output is the folder.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sampleScenes } from './sample-scenes.ts'
import type { SceneTruth } from './scene.ts'
import { writeScene } from './write-scene.ts'
import { makeShipyard } from './yard.ts'

/** Goes up when the pictures change, so that a folder of older ones is made anew. */
const sampleVersion = '2'

/**
 * The truth of all scenes as GeoJSON (RFC 7946), in the members in which sightings are exchanged: one polygon a hull
 * and date, counterclockwise and closed.
 */
function truthCollection(scenes: readonly SceneTruth[]): object {
  const features = scenes.flatMap(({ file, acquired_at, hulls }) =>
    hulls.map(({ ring, key, name, place, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
      properties: {
        ...properties,
        heading_known: 1,
        observed_at: acquired_at,
        vessel_name: name,
        place_name: place,
        scene_name: file,
        truth_key: key,
      },
    })),
  )
  return { type: 'FeatureCollection', features }
}

/** What the stamp of a complete sample says: the version and the files. */
export function sampleStamp(): string {
  return JSON.stringify({ version: sampleVersion, files: sampleScenes().map(({ fileName }) => fileName) })
}

/** Writes the sample into `folder`/scenes unless it is there already; gives that folder. */
export function makeSample(folder: string, report: (line: string) => void = () => undefined): string {
  const scenes = resolve(folder, 'scenes')
  const stamp = join(scenes, 'sample.json')
  const wanted = JSON.stringify({
    version: sampleVersion,
    files: sampleScenes().map(({ fileName }) => fileName),
  })
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return scenes
  mkdirSync(scenes, { recursive: true })
  const yard = makeShipyard()
  const truths = sampleScenes().map((spec) => {
    report(`Painting ${spec.fileName}`)
    return writeScene(scenes, spec, yard).truth
  })
  writeFileSync(join(scenes, 'truth.json'), `${JSON.stringify(truths, null, 1)}\n`)
  writeFileSync(join(scenes, 'truth.geojson'), `${JSON.stringify(truthCollection(truths))}\n`)
  // The stamp comes last and whole: an interrupted run is done again.
  writeFileSync(`${stamp}.part`, wanted)
  renameSync(`${stamp}.part`, stamp)
  return scenes
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) {
    process.stderr.write('Usage: node test/scenes/make-sample.ts FOLDER\n')
    process.exitCode = 2
  } else console.log(makeSample(folder, (line) => console.error(line)))
}
