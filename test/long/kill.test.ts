import { expect, test } from 'vitest'
import { killTheCore } from '../project/kill-loop.ts'
import { testFolder } from '../project/test-project.ts'

test('killed in the middle of work 200 times, Roadstead has lost nothing that it called saved', async () => {
  expect(await killTheCore(testFolder(), 200, 5)).toBeGreaterThan(200)
})
