import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { newUid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { joinedRecords } from '../exchange/joined-records.ts'
import { planImport } from '../exchange/plan-import.ts'
import { formatOfFile, formats } from '../exchange/registry.ts'
import { readWhole } from '../jobs/read-whole.ts'
import type { Grants } from './grants.ts'
import type { Session } from './session.ts'
import { replaceFile } from './write-file.ts'

type Subjects = 'exchange.import' | 'exchange.export'

/** Sightings in and out of files. */
export function exchangeHandlers(session: Session, grants: Grants): Pick<Handlers<typeof api>, Subjects> {
  return {
    'exchange.import': async ({ grant, as, scene_uid, dryRun, keepGoing }, { progress, signal }) => {
      const { path, given } = grants.file(grant, 'read')
      const format = as === undefined ? formatOfFile(path) : formats[as]
      if (format?.read === undefined) {
        throw new Problem(
          'import/refused',
          given,
          'The ending of the file name does not say which format it has.',
          'Say which one: GeoJSON or GeoJSON text sequence.',
        )
      }
      progress(0, 0, 'reading')
      const bytes = await readWhole(path, given)
      signal.throwIfAborted()
      const fileName = basename(path)
      const parsed = format.read(bytes, given)
      const sceneOf = new Map(session.project.records().scenes.map(({ sha256, uid }) => [sha256, uid]))
      const { edits, report } = planImport(parsed, session.project, {
        fileName,
        scene_uid: scene_uid ?? null,
        keepGoing,
        analyst: await session.analyst(),
        now: session.now(),
        newUid,
        sceneOfSha256: (sha256) => sceneOf.get(sha256) ?? null,
      })
      if (dryRun || edits.length === 0) return { report, result: null }
      progress(0, 0, 'saving')
      const change = { change_uid: newUid(), undo_of: null, note: `Import ${fileName}`, edits: [...edits] }
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      // Reading and planning held the thread: a cancellation that came meanwhile is heard now.
      await turn()
      return { report, result: await session.apply(change, { source: { fileName, sha256 }, signal }) }
    },
    'exchange.export': async ({ grant, to, filter }) => {
      const { project } = session
      const sightings = project.sightings(filter)
      const pieces = formats[to].write(sightings, joinedRecords(project.records()))
      if (grant === undefined) return { records: sightings.length, text: [...pieces].join('') }
      await replaceFile(grants.file(grant, 'write').path, pieces)
      return { records: sightings.length, text: null }
    },
  }
}
