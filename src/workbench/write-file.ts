import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { asProblem, Problem } from '../domain/problem.ts'

/**
 * Writes a file whole or not at all: under another name in the same folder, synced, then renamed over the old one,
 * whose permissions it keeps. A new file is its owner's alone.
 * @throws Problem `file/disk-full`, `file/not-writable`; the old file then is as it was
 */
export async function replaceFile(path: string, pieces: Iterable<string>): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      const replaced = await stat(path).catch(() => null)
      if (replaced !== null) await file.chmod(replaced.mode & 0o777)
      let buffered = ''
      for (const piece of pieces) {
        buffered += piece
        if (buffered.length < 1 << 20) continue
        await file.writeFile(buffered)
        buffered = ''
      }
      await file.writeFile(buffered)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(part, { force: true })
    throw writeProblem(error, path)
  }
}

/** The rename itself must survive a power cut; where a folder cannot be synced the file system does it alone. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function writeProblem(error: unknown, path: string): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem(
      'file/disk-full',
      path,
      'The disk is full.',
      'Free some space and try again; nothing was written.',
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT' || code === 'EISDIR') {
    return new Problem(
      'file/not-writable',
      path,
      'The file cannot be written there.',
      'Choose another folder.',
    )
  }
  return asProblem(error, path)
}
