import { writeSync } from 'node:fs'
import { newUid } from '../../src/domain/identifiers.ts'
import { connect } from '../../src/project/connection.ts'

/**
 * Does with SQLite itself what work-so-often.ts does with Roadstead, and calls it saved before the disk has it
 * (`synchronous` OFF).
 */
const [, , path = '', times = '0'] = process.argv
const db = connect(path, 'write', {})
db.pragma('journal_mode = DELETE')
db.pragma('synchronous = OFF')
const insert = db.prepare('INSERT INTO sightings (uid, notes) VALUES (?, ?)')
const note = db.prepare('UPDATE sightings SET notes = ? WHERE uid = ?')
for (let count = 0; count < Number(times); count += 1) {
  const uid = newUid()
  insert.run(uid, 'drawn')
  writeSync(1, `${uid} drawn\n`)
  note.run(`note-${count}`, uid)
  writeSync(1, `${uid} note-${count}\n`)
}
db.close()
