import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { encodeHeader, headerSize } from '../raster/tiff/tiff-encode-directory.ts'
import { pyramidForm } from '../raster/pyramid/pyramid-directories.ts'

/** A pyramid that is being written under another name, renamed when it is whole. */
export interface PyramidPart {
  readonly path: string
  /** Writes the directories at `offset`, then the header that points to them; syncs and renames. */
  finish(directories: Uint8Array, offset: number): Promise<void>
  /** Closes and removes what was written; does nothing after `finish`. */
  discard(): Promise<void>
}

/** Where the first tile goes. */
export const firstTileAt = headerSize(pyramidForm)

/**
 * Begins a pyramid. What earlier builds left behind when they were killed is removed first.
 * @throws Problem file/not-writable, file/disk-full
 */
export async function beginPart(target: string): Promise<PyramidPart> {
  try {
    await mkdir(dirname(target), { recursive: true })
    await removeLeftovers(dirname(target))
    const path = `${target}.${process.pid}.part`
    return partOf(target, path, await open(path, 'w'))
  } catch (error) {
    throw writeProblem(error, target)
  }
}

function partOf(target: string, path: string, file: FileHandle): PyramidPart {
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    path,
    finish: async (directories, offset) => {
      await writeAll(file, directories, offset)
      await file.sync()
      // Readers that meet the file before this line see no directory, never a wrong one.
      await writeAll(file, encodeHeader(pyramidForm, offset), 0)
      await file.sync()
      await close()
      await rename(path, target)
      await syncFolder(dirname(target))
    },
    discard: async () => {
      await close()
      await rm(path, { force: true })
    },
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, offset + done)
    done += bytesWritten
  }
}

/** A part is written to all the time: one as old as that is left over, whoever has its process's number now. */
const oldestMs = 24 * 3_600_000

/** Removes parts whose process is gone. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = /\.tif\.(\d+)\.part$/.exec(name)?.[1]
    if (owner === undefined) continue
    const path = join(folder, name)
    const written = (await stat(path).catch(() => null))?.mtimeMs ?? 0
    if (isRunning(Number(owner)) && Date.now() - written < oldestMs) continue
    await rm(path, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user may not be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The rename itself must survive a power cut; where a folder cannot be synced the file system does it alone. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** What went wrong while a pyramid was written, as the analyst can act on it. */
export function writeProblem(error: unknown, target: string): unknown {
  if (error instanceof Problem && error.code !== 'internal') return error
  const text = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : ''
  const name = basename(target)
  if (/ENOSPC|EDQUOT/.test(text)) {
    return new Problem(
      'file/disk-full',
      name,
      'The disk is full: the display pyramid of this scene could not be made.',
      'Free some space and show the scene again; until then it is read from its own file.',
      { cause: error },
    )
  }
  if (/EACCES|EPERM|EROFS|ENOTDIR/.test(text)) {
    return new Problem(
      'file/not-writable',
      name,
      'The display pyramid of this scene cannot be written beside the project.',
      'Move the project into a folder of your own; until then the scene is read from its own file.',
      { cause: error },
    )
  }
  return error
}
