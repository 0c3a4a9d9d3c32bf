import { writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { square } from './sample-data.ts'

/**
 * Works on the project named by the first argument as the window does, through the whole core with its backups, until
 * it is killed. Each line on standard output is an edit that was acknowledged: the change's uid, the record's uid and
 * the note that it then has.
 */
const path = process.argv[2] ?? ''
const workbench = createWorkbench({
  settingsFolder: join(dirname(path), 'settings'),
  appVersion: 'test',
  keepsBackups: true,
  emit: () => undefined,
})
const client = createClient(api, workbench)
const { grant } = await workbench.grant(path, 'read')
const { records } = await client['project.open']({ grant })
const scene_uid = records.scenes[0]?.uid ?? ''
const say = (change_uid: string, uid: string, note: string) => writeSync(1, `${change_uid} ${uid} ${note}\n`)
for (let count = records.sightings.length; ; count += 1) {
  const uid = newUid()
  const footprint = square(
    122.001 + (count % 90) / 1000,
    29.901 + (Math.floor(count / 90) % 90) / 1000,
    0.0008,
  )
  const drawn = await client['edit.apply']({
    kind: 'sighting.draw',
    uid,
    scene_uid,
    footprint,
    heading_deg: null,
    patch: {},
  })
  say(drawn.change.change_uid, uid, 'drawn')
  const revised = await client['edit.apply']({
    kind: 'sighting.revise',
    uids: [uid],
    patch: { notes: `note-${count}` },
    seen: { notes: null },
  })
  say(revised.change.change_uid, uid, `note-${count}`)
}
