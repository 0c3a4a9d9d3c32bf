import type { SceneFacts } from '../contract/scene-file.ts'
import { acquisitionBeside } from '../jobs/ingest-scene.ts'
import { openSceneFile } from '../jobs/open-scene-file.ts'
import { describeScene } from '../raster/describe-scene.ts'
import { placementOf } from '../raster/placing/placement.ts'

/**
 * What a scene's file and its sidecars say about place and time. Only directories and texts are read.
 * @throws Problem as `openSceneFile` does
 */
export async function sceneFacts(path: string): Promise<SceneFacts> {
  const opened = await openSceneFile(path)
  try {
    const { image } = opened
    const acquisition = await acquisitionBeside(path, image)
    const placement = placementOf(image)
    const residual = placement?.gcpResidual ?? null
    return {
      georeferencing: image.georeferencing,
      gcps: image.gcps.length,
      gcpResidualM:
        placement === null || residual === null ? null : residual * placement.projection.metresPerUnit,
      acquired_at: acquisition.acquired_at,
      precision: acquisition.precision,
      acquired_rule: acquisition.rule,
      other_times: [...acquisition.contradictions],
      time_doubts: [...acquisition.doubts],
      problems: [...describeScene(path, image, acquisition).problems],
    }
  } finally {
    await opened.close()
  }
}
