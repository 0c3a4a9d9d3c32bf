import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProject, openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'
import { problemOf } from './spoiled-project.ts'
import { testFolder } from './test-project.ts'

/** A disk of two megabytes; null where this user may not make one. */
function tinyDisk(): string | null {
  const folder = testFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

test('on a full disk nothing half is saved, the analyst is told, and work goes on once there is space', (context) => {
  const folder = tinyDisk()
  if (folder === null) return context.skip('this user may not mount a disk')
  const project = createProject(join(folder, 'yard.gpkg'))
  const record = sighting()
  project.apply(change([insertSighting(record)]), by)
  const ballast = join(folder, 'ballast')
  writeFileSync(ballast, Buffer.alloc(1_000_000))
  const many = Array.from({ length: 3_000 }, () => insertSighting(sighting()))
  const source = { fileName: 'many.geojson', sha256: '00' }
  expect(problemOf(() => project.applyImport(change(many), source, by)).code).toBe('file/disk-full')
  expect(project.records().sightings).toEqual([record])
  expect(project.history().undo).toHaveLength(1)
  rmSync(ballast)
  project.apply(change([insertSighting(sighting())]), by)
  project.close()
  const again = openProject(join(folder, 'yard.gpkg'))
  expect(again.records().sightings).toHaveLength(2)
  expect(again.check()).toEqual([])
  again.close()
})
