import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { overviewsOf } from './overviews.ts'
import { renderScene, type SceneSpec, type SceneTruth } from './scene.ts'
import { makeShipyard, type Yard } from './yard.ts'

export interface WrittenScene {
  /** The GeoTIFF. */
  readonly path: string
  /** The Planet-like sidecar, where the spec has one. */
  readonly sidecarPath: string | null
  readonly truth: SceneTruth
}

/** Renders a scene into a folder (made if missing): the GeoTIFF and, where the spec asks for one, its sidecar. */
export function writeScene(folder: string, spec: SceneSpec, yard: Yard = makeShipyard()): WrittenScene {
  const { raster, description, truth } = renderScene(yard, spec)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, spec.fileName)
  writeFileSync(path, encodeTiff(raster, spec.layout, description, spec.overviews ? overviewsOf(raster) : []))
  if (spec.sidecar === undefined) return { path, sidecarPath: null, truth }
  // Planet names the sidecar after the scene, without the product.
  const sidecarPath = join(folder, spec.fileName.replace(/(_3B)?_AnalyticMS\.tif$/, '_metadata.json'))
  const record = { id: spec.fileName.replace(/_3B.*$/, ''), type: 'Feature', properties: spec.sidecar }
  writeFileSync(sidecarPath, `${JSON.stringify(record, null, 2)}\n`)
  return { path, sidecarPath, truth }
}
