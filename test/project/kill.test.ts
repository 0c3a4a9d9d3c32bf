import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'
import { killTheCore } from './kill-loop.ts'
import { testFolder, testProject } from './test-project.ts'

test('killed in the middle of work 25 times, Roadstead has lost nothing that it called saved', async () => {
  const acknowledged = await killTheCore(testFolder(), 25, 2_026)
  expect(acknowledged).toBeGreaterThan(25)
}, 240_000)

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
