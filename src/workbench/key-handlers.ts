import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Keymap, type keymapMethods } from '../contract/keymap.ts'
import type { Handlers } from '../contract/define.ts'
import { Problem } from '../domain/problem.ts'
import type { Grants } from './grants.ts'
import type { Session } from './session.ts'
import { replaceFile } from './write-file.ts'

/** Sixty labels and a key for every action are a few kilobytes. */
const mostBytes = 1_000_000

/** An analyst's own keys. */
export function keyHandlers(session: Session, grants: Grants): Handlers<typeof keymapMethods> {
  return {
    'keys.read': async () => (await session.settings.read()).keymap,
    'keys.keep': async (keymap) => {
      await session.settings.setKeymap(keymap)
      return undefined
    },
    'keys.export': async ({ grant }) => {
      const { path } = grants.file(grant, 'write')
      const { keymap } = await session.settings.read()
      await replaceFile(path, [`${JSON.stringify(keymap, null, 2)}\n`])
      return undefined
    },
    'keys.import': async ({ grant }) => readKeymap(grants.file(grant, 'read').path),
  }
}

/** @throws Problem `input/invalid` where the file holds no keys as `keys.export` writes them */
async function readKeymap(path: string): Promise<Keymap> {
  const refuse = (why: string) =>
    new Problem('input/invalid', basename(path), why, 'Choose a file of keys that Roadstead exported.')
  if ((await stat(path)).size > mostBytes) throw refuse('It is too large to hold keys.')
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw refuse('It is no JSON text.')
  }
  const read = Keymap.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw refuse(`It holds no keys: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`)
}
