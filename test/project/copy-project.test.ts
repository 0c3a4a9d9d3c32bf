import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'
import { testProject } from './test-project.ts'

test('a copy of the project is a whole project of its owner, and no half of one is left', () => {
  const project = testProject()
  const record = sighting()
  project.apply(change([insertSighting(record)]), by)
  const copy = join(dirname(project.path), 'copy.gpkg')
  project.copyTo(copy)
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  const opened = openProject(copy)
  expect(opened.records().sightings).toEqual([record])
  expect(opened.check()).toEqual([])
  opened.close()
  expect(readdirSync(dirname(copy)).filter((name) => name.endsWith('.part'))).toEqual([])
})
