import { writeSync } from 'node:fs'
import { makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { openProject } from '../../src/project/project-file.ts'
import { by, insertSighting, sighting, square } from '../project/sample-data.ts'

/** Draws and labels as many sightings as the second argument says in the project named by the first, and says each. */
const [, , path = '', times = '0'] = process.argv
const project = openProject(path)
for (let count = 0; count < Number(times); count += 1) {
  const record = sighting({ geom: square(count, 10), notes: 'drawn' })
  project.apply({ change_uid: newUid(), undo_of: null, note: 'Draw', edits: [insertSighting(record)] }, by)
  writeSync(1, `${record.uid} drawn\n`)
  const noted = { ...record, notes: `note-${count}`, revision: 2 }
  const edits = [makeEdit('sightings', record.uid, record, noted)]
  project.apply({ change_uid: newUid(), undo_of: null, note: 'Note', edits }, by)
  writeSync(1, `${record.uid} note-${count}\n`)
}
project.close()
