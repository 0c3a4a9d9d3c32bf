import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'

/** Imports many sightings into the project named by the first argument; the test kills it in the middle. */
const records = Array.from({ length: 40_000 }, () => sighting())
const project = openProject(process.argv[2] ?? '')
project.applyImport(change(records.map(insertSighting)), { fileName: 'many.geojson', sha256: '00' }, by)
project.close()
