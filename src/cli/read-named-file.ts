import { readFile, stat } from 'node:fs/promises'
import { Problem } from '../domain/problem.ts'

/**
 * The bytes of a file that the user named; `shown` is how they wrote it.
 * @throws Problem `file/not-found`, `file/not-regular`, `file/unreadable`
 */
export async function readNamedFile(path: string, shown: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new Problem('file/not-found', shown, 'There is no such file.', 'Check the name.')
  // A pipe or a device may never end.
  if (!found.isFile()) {
    throw new Problem('file/not-regular', shown, 'This is not a regular file.', 'Name a regular file.')
  }
  try {
    return await readFile(path)
  } catch (cause) {
    throw new Problem('file/unreadable', shown, 'The file cannot be read.', 'Check its permissions.', {
      cause,
    })
  }
}
