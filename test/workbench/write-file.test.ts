import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Grants } from '../../src/workbench/grants.ts'
import { replaceFile } from '../../src/workbench/write-file.ts'
import { testFolder } from '../project/test-project.ts'

test('a file that is replaced keeps who may read it, and a new one is for its owner alone', async () => {
  const folder = testFolder()
  const [old, made] = ['old.csv', 'new.csv'].map((name) => join(folder, name)) as [string, string]
  writeFileSync(old, 'before')
  chmodSync(old, 0o664)
  for (const path of [old, made]) await replaceFile(path, ['after'])
  expect([old, made].map((path) => [readFileSync(path, 'utf8'), statSync(path).mode & 0o777])).toEqual([
    ['after', 0o664],
    ['after', 0o600],
  ])
  expect(readdirSync(folder).sort()).toEqual(['new.csv', 'old.csv'])
})

test('a new file may not have so long a name that nothing could be written beside it', async () => {
  const grants = new Grants()
  const path = join(testFolder(), `${'n'.repeat(240)}.gpkg`)
  await expect(grants.make(path, 'write')).rejects.toMatchObject({ code: 'input/invalid' })
})
