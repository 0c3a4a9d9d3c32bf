import { dirname, join } from 'node:path'
import type { FileSource } from './file-source.ts'
import { openFileSource } from './file-source.ts'

/** What vendors write about a scene is text of some kilobytes; anything larger is something else. */
export const largestText = 8 * 1024 * 1024

/** Opens the first of some files beside a scene; null where none is there or can be read. */
export async function openBeside(scenePath: string, names: readonly string[]): Promise<FileSource | null> {
  for (const name of names) {
    const file = await openFileSource(join(dirname(scenePath), name)).catch(() => null)
    if (file !== null) return file
  }
  return null
}

/**
 * The text of the first of some files beside a scene; null where none is there, or it is too large to be a text.
 * @param most bytes that it may have
 */
export async function textBeside(
  scenePath: string,
  names: readonly string[],
  most = largestText,
): Promise<string | null> {
  const file = await openBeside(scenePath, names)
  if (file === null) return null
  try {
    if (file.size > most) return null
    return new TextDecoder().decode(await file.read(0, file.size))
  } catch {
    // A sidecar that vanished while it was read is as good as none.
    return null
  } finally {
    await file.close()
  }
}
