import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { currentVersion, migrations } from '../../src/project/migrate.ts'

/** A shipped migration is what files in the world were made with: to change one, add another. */
const shipped = ['e6772a96db473415fe2d74033443b1df4c0fa58ac9419d9f7680146ebc153ae9']

test('no shipped migration has changed, and the versions are in order', () => {
  const hashes = migrations.map(({ sql }) => createHash('sha256').update(sql).digest('hex'))
  expect(hashes).toEqual(shipped)
  expect(migrations.map(({ version }) => version)).toEqual(hashes.map((_hash, index) => index + 1))
  expect(currentVersion).toBe(shipped.length)
})
