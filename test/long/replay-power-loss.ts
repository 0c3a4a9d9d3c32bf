import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../src/project/connection.ts'
import { createProject } from '../../src/project/project-file.ts'
import { randomFrom } from '../project/kill-loop.ts'
import { afterPowerLoss, lossModels } from './lost-power.ts'
import { readCalls, type Call } from './system-calls.ts'

/** What became of a project over all the moments at which the power could go. */
export interface Aftermath {
  readonly states: number
  /** States in which a write was under way, so that the journal had to be played back. */
  readonly rolledBack: number
  /** States in which the file or its spatial index was no longer sound. */
  readonly broken: number
  /** States in which something was missing that had been called saved. */
  readonly losing: number
  /** How often something was called saved. */
  readonly said: number
}

/**
 * Has `worker` (a module; its arguments are the project and how often) work on a project in `folder` under strace,
 * lets the power go at `points` moments under each model of loss, and looks at what is left each time.
 */
export function replayPowerLoss(folder: string, worker: string, times: number, points: number): Aftermath {
  const path = join(folder, 'yard.gpkg')
  createProject(path).close()
  const start = new Map([['yard.gpkg', readFileSync(path)]])
  const log = join(folder, 'calls.log')
  const trace = 'trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink'
  execFileSync(
    'strace',
    ['-f', '-y', '-xx', '-s', '70000', '-e', trace, '-o', log, process.execPath, worker, path, String(times)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const calls = readCalls(readFileSync(log, 'utf8'), path)
  const end: Call = { kind: 'sync', file: 'yard.gpkg' }
  const whole = afterPowerLoss(start, [...calls, end], calls.length + 1, 'nothing', () => 0)
  if (whole.get('yard.gpkg')?.equals(readFileSync(path)) !== true)
    throw new Error('the replay of all calls is not the file: the log was not understood')

  const random = randomFrom(7)
  let [states, rolledBack, broken, losing] = [0, 0, 0, 0]
  for (let point = 0; point < points; point += 1) {
    const count = Math.floor(((point + 1) / points) * calls.length)
    for (const model of lossModels) {
      const files = afterPowerLoss(start, calls, count, model, random)
      if ((files.get('yard.gpkg-journal')?.length ?? 0) > 0) rolledBack += 1
      const stored = storedAfter(join(folder, 'crashed.gpkg'), files)
      states += 1
      if (stored === null) broken += 1
      else if (saidBy(calls, count).some(([uid, note]) => !holds(stored, uid, note))) losing += 1
    }
  }
  return { states, rolledBack, broken, losing, said: calls.filter(({ kind }) => kind === 'said').length }
}

/** What the worker had said by then: the uid and the note of each sighting, the last one for each. */
function saidBy(calls: readonly Call[], count: number): [string, string][] {
  const said = calls.slice(0, count).flatMap((call) => {
    if (call.kind !== 'said') return []
    const [uid = '', note = ''] = call.text.trim().split(' ')
    return [[uid, note] as const]
  })
  return [...new Map(said)]
}

/** A note that was not said yet may be there already: the disk can be ahead of the word. */
const holds = (stored: ReadonlyMap<string, string>, uid: string, note: string): boolean =>
  stored.has(uid) && (note === 'drawn' || stored.get(uid) === note)

/** The sightings' notes by uid that are in the files as the disk has them; null where they are not sound. */
function storedAfter(crashed: string, files: ReadonlyMap<string, Buffer>): Map<string, string> | null {
  const journal = files.get('yard.gpkg-journal')
  rmSync(`${crashed}-journal`, { force: true })
  writeFileSync(crashed, files.get('yard.gpkg') ?? Buffer.alloc(0))
  if (journal !== undefined) writeFileSync(`${crashed}-journal`, journal)
  try {
    return soundNotes(crashed)
  } catch {
    return null
  }
}

function soundNotes(path: string): Map<string, string> | null {
  const db = connect(path, 'write', {})
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') return null
    if (db.prepare(`SELECT rtreecheck('rtree_sightings_geom')`).pluck().get() !== 'ok') return null
    const rows = db.prepare<[], { uid: string; notes: string }>('SELECT uid, notes FROM sightings').all()
    return new Map(rows.map(({ uid, notes }) => [uid, notes]))
  } finally {
    db.close()
  }
}
