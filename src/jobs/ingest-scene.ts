import type { JobContext } from '../contract/define.ts'
import type { Polygon } from '../domain/polygon.ts'
import type { Acquisition } from '../raster/acquisition-time.ts'
import { findAcquisition } from '../raster/acquisition-time.ts'
import { gsdM } from '../raster/ground-sample.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { sceneOutline } from '../raster/scene-outline.ts'
import { sidecarNames } from '../raster/sidecars.ts'
import { hashSource } from './hash-file.ts'
import { openSceneFile } from './open-scene-file.ts'
import { textBeside } from './sidecar-files.ts'

/** What is kept of a scene when it is added; its pixels stay where they are. */
export interface IngestedScene {
  readonly image: SceneImage
  readonly sha256: string
  readonly acquisition: Acquisition
  readonly gsdM: number | null
  /** Null where the scene cannot be placed. */
  readonly outline: Polygon | null
  readonly problems: string[]
}

/**
 * Reads what a project keeps of a scene: structure, place, time, and the SHA-256 of its bytes.
 * @throws Problem as `openSceneFile` does; an AbortError when cancelled
 */
export async function ingestScene(path: string, context: JobContext): Promise<IngestedScene> {
  const opened = await openSceneFile(path)
  try {
    const { image, source } = opened
    const acquisition = await acquisitionBeside(path, image)
    return {
      image,
      sha256: await hashSource(source, context),
      acquisition,
      gsdM: gsdM(image),
      outline: sceneOutline(image),
      problems: [...image.problems, ...acquisition.disagreements],
    }
  } finally {
    await opened.close()
  }
}

/** When and by whom, from the vendor's files beside the scene, its metadata and its name. */
export async function acquisitionBeside(path: string, image: SceneImage): Promise<Acquisition> {
  const sidecars: { name: string; text: string }[] = []
  for (const name of sidecarNames(image.name)) {
    const text = await textBeside(path, [name])
    if (text !== null) sidecars.push({ name, text })
  }
  return findAcquisition(image.name, image.texts, sidecars)
}
