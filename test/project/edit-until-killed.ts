import { writeSync } from 'node:fs'
import { makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { openProject } from '../../src/project/project-file.ts'
import { by, insertSighting, sighting, square } from './sample-data.ts'

/**
 * Edits the project named by the first argument until it is killed. Each line on standard output is an edit that was
 * acknowledged: the change's uid, the record's uid and the note that it then has.
 */
const project = openProject(process.argv[2] ?? '')
for (let count = 0; ; count += 1) {
  const record = sighting({
    geom: square((count % 3600) / 10 - 180, (count % 1600) / 10 - 80),
    notes: 'drawn',
  })
  const drawn = { change_uid: newUid(), undo_of: null, note: 'Draw', edits: [insertSighting(record)] }
  project.apply(drawn, by)
  writeSync(1, `${drawn.change_uid} ${record.uid} drawn\n`)
  const noted = { ...record, notes: `note-${count}`, revision: 2 }
  const revised = {
    change_uid: newUid(),
    undo_of: null,
    note: 'Note',
    edits: [makeEdit('sightings', record.uid, record, noted)],
  }
  project.apply(revised, by)
  writeSync(1, `${revised.change_uid} ${record.uid} note-${count}\n`)
}
