import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'vitest'
import { listBackups } from '../../src/project/backup-list.ts'
import { createProject, openProject } from '../../src/project/project-file.ts'
import { by, change, insertScene, scene } from './sample-data.ts'

const worker = join(import.meta.dirname, 'work-until-killed.ts')

/** Numbers from 0 to 1 that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Lets the core work until it has acknowledged some edits and a little longer, kills it, and gives what it said. */
async function workAndKill(path: string, random: () => number): Promise<string[]> {
  const child = spawn(process.execPath, [worker, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const wanted = 2 + Math.floor(random() * 14)
  const delayMs = random() * 12
  const acknowledged: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    acknowledged.push(line)
    if (acknowledged.length === wanted) setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  await Promise.all([once(child, 'exit'), once(reader, 'close')])
  return acknowledged
}

/**
 * Kills the core this often while it acknowledges edits of one project in `folder`. After each kill everything that
 * was acknowledged must be there, in the file and in its history, and the file and its backups must be sound.
 */
export async function killTheCore(folder: string, kills: number, seed: number): Promise<number> {
  const made = createProject(join(folder, 'yard.gpkg'))
  made.apply(change([insertScene(scene({ path: null }))]), by)
  made.close()
  const random = randomFrom(seed)
  const notes = new Map<string, string>()
  const steps = new Set<string>()
  for (let kill = 0; kill < kills; kill += 1) {
    for (const line of await workAndKill(made.path, random)) {
      const [step = '', uid = '', note = ''] = line.split(' ')
      steps.add(step)
      notes.set(uid, note)
    }
    const opened = openProject(made.path)
    const stored = new Map(opened.records().sightings.map(({ uid, notes: text }) => [uid, text]))
    const lost = [...notes].filter(
      ([uid, note]) => !stored.has(uid) || (note !== 'drawn' && stored.get(uid) !== note),
    )
    expect(lost).toEqual([])
    const undoable = new Set(opened.history().undo.map(({ change_uid }) => change_uid))
    expect([...steps].filter((step) => !undoable.has(step))).toEqual([])
    // Besides them the scene, and at most one edit for each kill that was saved and not yet acknowledged.
    expect(undoable.size - steps.size).toBeLessThanOrEqual(kill + 2)
    expect(opened.check()).toEqual([])
    opened.close()
    for (const { name } of listBackups(made.path).slice(0, 1)) {
      const backup = openProject(join(folder, 'yard.backups', name))
      expect(backup.check()).toEqual([])
      backup.close()
    }
  }
  return notes.size
}
