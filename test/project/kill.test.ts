import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'
import { testProject } from './test-project.ts'

const editor = join(import.meta.dirname, 'edit-until-killed.ts')

/** Starts the editor, kills it after about `lines` acknowledged edits, and gives all that it acknowledged. */
async function editAndKill(path: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [editor, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    acknowledged.push(line)
    if (acknowledged.length === lines) child.kill('SIGKILL')
  })
  await Promise.all([once(child, 'exit'), once(reader, 'close')])
  return acknowledged
}

test('killed in the middle of work ten times, Roadstead has lost nothing that it called saved', async () => {
  const project = testProject()
  project.close()
  const notes = new Map<string, string>()
  const steps = new Set<string>()
  for (let kill = 0; kill < 10; kill += 1) {
    const acknowledged = await editAndKill(project.path, 5 + ((kill * 7) % 11))
    expect(acknowledged.length).toBeGreaterThan(4)
    for (const line of acknowledged) {
      const [step = '', uid = '', note = ''] = line.split(' ')
      steps.add(step)
      notes.set(uid, note)
    }
    const opened = openProject(project.path)
    const { sightings } = opened.records()
    const stored = new Map(sightings.map(({ uid, notes: text }) => [uid, text]))
    const lost = [...notes].filter(
      ([uid, note]) => stored.get(uid) !== note && (note !== 'drawn' || !stored.has(uid)),
    )
    expect(lost).toEqual([])
    const undoable = opened.history().undo.map(({ change_uid }) => change_uid)
    expect(undoable).toEqual(expect.arrayContaining([...steps]))
    // At most one edit per kill was saved and not yet acknowledged; its history is there with it.
    expect(undoable.length - steps.size).toBeLessThanOrEqual(kill + 1)
    const last = undoable.at(-1)
    if (last !== undefined)
      expect(opened.changeOf(last).edits[0]?.after).toEqual(
        sightings.find(({ uid }) => uid === opened.changeOf(last).edits[0]?.uid),
      )
    expect(opened.check()).toEqual([])
    opened.close()
  }
})

test('killed in the middle of an import, Roadstead has the state before it', async () => {
  const project = testProject()
  const record = sighting()
  project.apply(change([insertSighting(record)]), by)
  project.close()
  const importer = join(import.meta.dirname, 'import-until-killed.ts')
  const child = spawn(process.execPath, [importer, project.path], { stdio: ['ignore', 'ignore', 'inherit'] })
  // The journal is there from the first write to the commit.
  const watcher = watch(dirname(project.path), (_event, name) => {
    if (name?.endsWith('-journal') === true) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  watcher.close()
  expect(signal).toBe('SIGKILL')
  const opened = openProject(project.path)
  expect(opened.records().sightings).toEqual([record])
  expect(opened.history().undo).toHaveLength(1)
  expect(opened.check()).toEqual([])
  opened.close()
})
