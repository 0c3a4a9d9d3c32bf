import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../electron/launch/places.mjs'
import { actions } from '../../../renderer/state/actions.ts'
import { keyChapters } from '../../../renderer/state/key-chapters.ts'

/** The page of keys as it stands beside the README. */
function keysPage(): string {
  const chapters = keyChapters(actions).map(({ title, entries }) =>
    [
      `## ${title}`,
      '',
      ...entries.map(({ label, keys }) => `- ${keys.map((key) => `\`${key}\``).join(' ')} ${label}`),
    ].join('\n'),
  )
  return [
    '# Keys',
    'What every key does as Roadstead comes. **Change keys** (Help) gives any of them to something else; `?` shows those that hold.',
    ...chapters,
    '',
  ].join('\n\n')
}

test('KEYS.md lists every key that the registry of actions has (vitest -u writes it)', async () => {
  expect(keyChapters(actions).flatMap(({ entries }) => entries).length).toBeGreaterThan(150)
  await expect(`${keysPage().trimEnd()}\n`).toMatchFileSnapshot(join(root, 'assets', 'KEYS.md'))
})
