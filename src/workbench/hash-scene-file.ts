import { stat } from 'node:fs/promises'
import type { JobContext } from '../contract/define.ts'
import { openFileSource } from '../jobs/file-source.ts'
import { hashSource } from '../jobs/hash-file.ts'
import type { FileStamps } from './file-stamps.ts'

/**
 * The SHA-256 of a file: as this machine knows it where the file was not written to since it was last read through,
 * else by reading it through.
 * @throws Problem as `openFileSource` does; an AbortError when cancelled
 */
export async function sha256OfFile(stamps: FileStamps, path: string, context: JobContext): Promise<string> {
  const before = await stat(path).catch(() => null)
  const known = before?.isFile() === true ? await stamps.sha256Of(path, before) : null
  if (known !== null) return known
  const source = await openFileSource(path)
  try {
    const sha256 = await hashSource(source, context)
    const after = await stat(path).catch(() => null)
    const still = before !== null && after?.size === before.size && after.mtimeMs === before.mtimeMs
    if (still) await stamps.remember(path, before, sha256)
    return sha256
  } finally {
    await source.close()
  }
}

/** The same of several files in turn, with the progress over all of their bytes. */
export function sharedProgress(context: JobContext, totalBytes: number) {
  let doneBytes = 0
  return {
    /** The context for the next file, which has so many bytes. */
    next: (bytes: number): JobContext => {
      const before = doneBytes
      doneBytes += bytes
      return {
        signal: context.signal,
        progress: (done, _, what) => context.progress(before + done, totalBytes, what),
      }
    },
  }
}
