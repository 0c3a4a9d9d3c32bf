import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting, square } from '../project/sample-data.ts'
import { folderForTest, isOneLine, roadstead } from './roadstead.ts'

function yard(folder: string, hulls: number): string {
  const project = createProject(join(folder, 'yard.gpkg'))
  const edits = Array.from({ length: hulls }, (_, index) =>
    insertSighting(sighting({ geom: square(index, 29) })),
  )
  project.apply(change(edits), by)
  project.close()
  return project.path
}

const countOf = async (folder: string, project: string) =>
  (JSON.parse((await roadstead(folder, 'list', project, 'sightings', '--json')).stdout) as unknown[]).length

test('a project is backed up, destroyed, and restored from its newest backup', async () => {
  const folder = folderForTest()
  const path = yard(folder, 3)
  const made = await roadstead(folder, 'backup', 'yard.gpkg', '--json')
  expect(JSON.parse(made.stdout)).toMatchObject({ rows: 3 })
  const listed = await roadstead(folder, 'backup', 'yard.gpkg', '--list')
  expect(listed.stdout).toMatch(/records/)
  writeFileSync(path, 'not a project any more')
  expect((await roadstead(folder, 'check', 'yard.gpkg')).code).toBe(1)
  expect(await roadstead(folder, 'restore', 'yard.gpkg')).toMatchObject({ code: 0, stderr: '' })
  expect(await countOf(folder, 'yard.gpkg')).toBe(3)
  expect(readFileSync(`${path}.before-restore`, 'utf8')).toBe('not a project any more')
})

test('what can be read of a damaged project is salvaged, with a count of what is lost', async () => {
  const folder = folderForTest()
  const path = yard(folder, 300)
  const bytes = readFileSync(path)
  const cut = bytes.subarray(0, Math.floor(bytes.length * 0.9))
  writeFileSync(path, cut)
  expect((await roadstead(folder, 'list', 'yard.gpkg', 'sightings')).code).toBe(1)
  const { code, stdout } = await roadstead(folder, 'salvage', 'yard.gpkg', '--out', 'new.gpkg', '--json')
  expect(code).toBe(0)
  const { saved, lost } = JSON.parse(stdout) as { saved: number; lost: number }
  expect(saved).toBeGreaterThan(0)
  expect(lost).toBeGreaterThan(0)
  expect(existsSync(join(folder, 'new.gpkg'))).toBe(true)
  expect(readFileSync(path).equals(cut)).toBe(true)
})

test('without a backup restoring is refused in one line, and salvage replaces no file', async () => {
  const folder = folderForTest()
  yard(folder, 1)
  const refused = await roadstead(folder, 'restore', 'yard.gpkg')
  expect(refused.code).toBe(1)
  expect(isOneLine(refused.stderr)).toBe(true)
  const taken = await roadstead(folder, 'salvage', 'yard.gpkg', '--out', 'yard.gpkg')
  expect(taken.code).toBe(1)
  expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([])
})
