import { setImmediate as turn } from 'node:timers/promises'
import type { JobContext } from '../contract/define.ts'
import type { ShiftProposal } from '../contract/coregistration.ts'
import type { Scene } from '../domain/scene.ts'
import { coregister, type AlignOptions } from '../raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../raster/coregistration/coregistration-overlap.ts'
import { openSceneFile, type OpenedScene } from './open-scene-file.ts'

/** A scene's record and its file. */
export interface SceneOnDisk {
  readonly scene: Scene
  readonly path: string
}

/**
 * Finds by how much a scene is drawn off a reference scene, starting from the shifts that both have.
 * @throws Problem as `coregister` and `openSceneFile` do; an AbortError when cancelled
 */
export async function coregisterScenes(
  reference: SceneOnDisk,
  scene: SceneOnDisk,
  options: Pick<AlignOptions, 'area' | 'rough'>,
  { signal, progress }: JobContext,
): Promise<ShiftProposal> {
  const opened: OpenedScene[] = []
  try {
    const first = await openSceneFile(reference.path)
    opened.push(first)
    const second = await openSceneFile(scene.path)
    opened.push(second)
    const found = await coregister(aligned(reference.scene, first), aligned(scene.scene, second), {
      ...options,
      signal,
      progress: (done, total) => progress(done, total, 'Comparing scenes'),
      // The core answers the window in between.
      pause: () => turn(),
    })
    return {
      uid: scene.scene.uid,
      reference_uid: reference.scene.uid,
      shift_east_m: rounded(found.shiftEastM),
      shift_north_m: rounded(found.shiftNorthM),
      residual_m: rounded(found.residualM),
      accuracy_m: rounded(found.accuracyM),
      quality: rounded(found.quality),
      windows: found.windows,
      agreeing: found.agreeing,
      gsd_m: found.gsdM,
    }
  } finally {
    await Promise.all(opened.map((one) => one.close()))
  }
}

function aligned(scene: Scene, { image, reader }: OpenedScene): SceneToAlign {
  const { name, uid, sensor, shift_east_m, shift_north_m } = scene
  return { name: name ?? uid, image, reader, sensor, shift: [shift_east_m ?? 0, shift_north_m ?? 0] }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0
