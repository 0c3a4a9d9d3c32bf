import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How far a search for scene files goes: a careless choice of `/` must end. */
const deepest = 6
const mostEntries = 50_000

/** A regular file that a search came by. */
export interface FoundFile {
  readonly path: string
  readonly name: string
  readonly size: number
}

/**
 * The TIFF files in a folder and below it that have one of these sizes. Links are not followed; folders that cannot be
 * read are passed over; the search ends after six levels and fifty thousand names.
 */
export async function filesOfSize(
  folder: string,
  sizes: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  let seen = 0
  let level = [folder]
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = []
    for (const one of level) {
      signal.throwIfAborted()
      const entries = await readdir(one, { withFileTypes: true }).catch((): Dirent[] => [])
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if ((seen += 1) > mostEntries) return found
        const path = join(one, entry.name)
        if (entry.isDirectory()) below.push(path)
        if (!entry.isFile() || !/\.tiff?$/i.test(entry.name)) continue
        const size = (await stat(path).catch(() => null))?.size
        if (size !== undefined && sizes.has(size)) found.push({ path, name: entry.name, size })
      }
    }
    level = below
  }
  return found
}

/**
 * Where a file would be now if the same prefix of its path changed as for another file: `/mnt/a/2024/x.tif` that is
 * now `/media/b/2024/x.tif` takes `/mnt/a/2023/y.tif` to `/media/b/2023/y.tif`. Paths of the other kind of system
 * are understood. Null where the path does not begin with what changed, and where nothing but the root is left of it:
 * that would lead to wherever the other file is said to be.
 * @param was the old path of the file that is known to have moved to `is`
 */
export function movedPath(was: string, is: string, other: string): string | null {
  const [before, after, path] = [parts(was), parts(is), parts(other)]
  before.pop()
  after.pop()
  while (before.length > 0 && after.length > 1 && before.at(-1) === after.at(-1)) {
    before.pop()
    after.pop()
  }
  if (after.join('') === '' || before.join('/') === after.join('/')) return null
  if (path.length <= before.length || before.some((part, index) => part !== path[index])) return null
  const separator = is.includes('\\') && !is.includes('/') ? '\\' : '/'
  return [...after, ...path.slice(before.length)].join(separator)
}

function parts(path: string): string[] {
  return path.split(/[\\/]/)
}
