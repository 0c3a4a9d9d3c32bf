import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../project/test-project.ts'
import { replayPowerLoss } from './replay-power-loss.ts'

const canTrace = spawnSync('strace', ['-V']).status === 0
const worker = (name: string) => join(import.meta.dirname, name)

test.skipIf(!canTrace)(
  'after the power went at any moment everything that was called saved is there, and the file is sound',
  () => {
    const { states, rolledBack, broken, losing, said } = replayPowerLoss(
      testFolder(),
      worker('work-so-often.ts'),
      40,
      290,
    )
    expect({ states, said, broken, losing }).toEqual({ states: 1_160, said: 80, broken: 0, losing: 0 })
    // Many of the moments lie within a write, or the test would show nothing.
    expect(rolledBack).toBeGreaterThan(100)
  },
)

test.skipIf(!canTrace)('the same replay finds the loss where a program does not wait for the disk', () => {
  const { states, said, losing, broken } = replayPowerLoss(
    testFolder(),
    worker('work-carelessly.ts'),
    40,
    100,
  )
  expect({ states, said }).toEqual({ states: 400, said: 80 })
  expect(losing + broken).toBeGreaterThan(100)
})
