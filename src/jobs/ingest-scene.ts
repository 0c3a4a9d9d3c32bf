import type { JobContext } from '../contract/define.ts'
import type { Polygon } from '../domain/polygon.ts'
import type { Acquisition } from '../raster/acquisition/acquisition-time.ts'
import { findAcquisition } from '../raster/acquisition/acquisition-time.ts'
import { gsdM } from '../raster/placing/ground-sample.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { sceneOutline } from '../raster/placing/scene-outline.ts'
import { sidecarNames } from '../raster/acquisition/sidecars.ts'
import { hashSource } from './hash-file.ts'
import { openSceneFile } from './open-scene-file.ts'
import { largestText, textBeside } from './sidecar-files.ts'

/** What is kept of a scene when it is added; its pixels stay where they are. */
export interface IngestedScene {
  readonly image: SceneImage
  /** Null where the file was not read through. */
  readonly sha256: string | null
  readonly acquisition: Acquisition
  readonly gsdM: number | null
  /** Null where the scene cannot be placed. */
  readonly outline: Polygon | null
  readonly problems: string[]
}

/**
 * Reads what a project keeps of a scene: structure, place and time, and the SHA-256 of its bytes if `hash` says so.
 * Without that only the directories and the texts beside the file are read, whatever its size.
 * @throws Problem as `openSceneFile` does; an AbortError when cancelled
 */
export async function ingestScene(
  path: string,
  context: JobContext,
  hash: (image: SceneImage) => boolean = () => true,
): Promise<IngestedScene> {
  const opened = await openSceneFile(path)
  try {
    const { image, source } = opened
    const acquisition = await acquisitionBeside(path, image)
    return {
      image,
      sha256: hash(image) ? await hashSource(source, context) : null,
      acquisition,
      gsdM: gsdM(image),
      outline: sceneOutline(image),
      problems: [...image.problems, ...acquisition.doubts, ...acquisition.contradictions],
    }
  } finally {
    await opened.close()
  }
}

/** Of all vendors' files beside one scene together: many names are looked for, and each may be made to take long. */
const mostTexts = 4 * largestText

/** When and by whom, from the vendor's files beside the scene, its metadata and its name. */
export async function acquisitionBeside(path: string, image: SceneImage): Promise<Acquisition> {
  const sidecars: { name: string; text: string }[] = []
  let left = mostTexts
  for (const name of sidecarNames(image.name)) {
    const text = await textBeside(path, [name], Math.min(largestText, left))
    if (text === null) continue
    sidecars.push({ name, text })
    left -= text.length
  }
  return findAcquisition(image.name, image.texts, sidecars)
}
