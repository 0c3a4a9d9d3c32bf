import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { Problem } from '../domain/problem.ts'
import type { ByteSource } from '../raster/byte-source.ts'

/** A scene file that is open for reading; closed by its owner. */
export interface FileSource extends ByteSource {
  close(): Promise<void>
}

/** Smaller memory costs nothing to get, larger memory is not kept. */
const spareBytes = { least: 64 * 1024, most: 8 * 1024 * 1024 }
const spareCount = 2

/**
 * Opens a regular file for reading ranges of it. FIFOs, devices, sockets and folders are refused before anything is
 * read, so that nothing hangs on them.
 * @param name what problems call the file
 * @throws Problem file/not-found, file/not-regular, file/unreadable
 */
export async function openFileSource(path: string, name = basename(path)): Promise<FileSource> {
  const before = await stat(path).catch((error: unknown) => {
    throw fileProblem(name, error)
  })
  if (!before.isFile()) throw notRegular(name, before)
  // Without O_NONBLOCK the call would hang if a FIFO took the file's place in between.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw fileProblem(name, error)
  })
  try {
    const opened = await handle.stat()
    if (!opened.isFile()) throw notRegular(name, opened)
    return sourceOf(name, handle, opened.size)
  } catch (error) {
    await handle.close()
    throw error instanceof Problem ? error : fileProblem(name, error)
  }
}

function sourceOf(name: string, handle: FileHandle, size: number): FileSource {
  const spare = new SpareMemory()
  return {
    name,
    size,
    read: async (offset, length, signal) => {
      signal?.throwIfAborted()
      const wanted = Math.max(0, Math.min(length, size - offset))
      const bytes = spare.take(wanted)
      let done = 0
      while (done < wanted) {
        const { bytesRead } = await handle
          .read(bytes, done, wanted - done, offset + done)
          .catch((error: unknown) => {
            throw fileProblem(name, error)
          })
        if (bytesRead === 0) break
        done += bytesRead
      }
      signal?.throwIfAborted()
      return done === wanted ? bytes : bytes.slice(0, done)
    },
    recycle: (bytes) => spare.keep(bytes),
    close: () => handle.close(),
  }
}

/** Memory of reads that nobody needs any more, for the next ones of the same file. */
class SpareMemory {
  readonly #spare: ArrayBuffer[] = []

  take(length: number): Uint8Array<ArrayBuffer> {
    const index = this.#spare.findIndex(({ byteLength }) => byteLength >= length && byteLength <= 2 * length)
    const [memory] = index < 0 ? [] : this.#spare.splice(index, 1)
    // Not zeroed, which would cost as much as the read: every byte is read, or not given on.
    return new Uint8Array(memory ?? Buffer.allocUnsafeSlow(length).buffer, 0, length)
  }

  keep({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || this.#spare.includes(buffer)) return
    if (buffer.byteLength < spareBytes.least || buffer.byteLength > spareBytes.most) return
    this.#spare.push(buffer)
    if (this.#spare.length > spareCount) this.#spare.shift()
  }
}

function notRegular(name: string, stats: { isDirectory(): boolean; isFIFO(): boolean }): Problem {
  const kind = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a pipe' : 'a device or socket'
  return new Problem('file/not-regular', name, `This is ${kind}, not a file.`, 'Choose the file itself.')
}

function fileProblem(name: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Problem('file/not-found', name, 'There is no such file.', 'Check the path.', { cause: error })
  }
  const what =
    code === 'EACCES' || code === 'EPERM'
      ? 'The file may not be read.'
      : `The file can't be read (${code === '' ? 'unknown error' : code}).`
  return new Problem('file/unreadable', name, what, 'Check its permissions and the drive it is on.', {
    cause: error,
  })
}
