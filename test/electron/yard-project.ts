import { join } from 'node:path'
import { createProject } from '../../src/project/project-file.ts'
import { by, change, insertScene, insertSighting, scene, sighting, square } from '../project/sample-data.ts'

/** A project of one scene, whose file is missing, and of three sightings on it with the notes `hull 1` to `hull 3`. */
export function yardProject(folder: string, name = 'yard.gpkg'): string {
  const project = createProject(join(folder, name))
  const march = scene({ path: 'march.tif' })
  const hulls = [1, 2, 3].map((number) =>
    sighting({
      scene_uid: march.uid,
      notes: `hull ${number}`,
      length_m: 100 * number,
      geom: square(122.05, 29.95 + number / 1000),
    }),
  )
  project.apply(change([insertScene(march), ...hulls.map(insertSighting)]), by)
  project.close()
  return project.path
}
