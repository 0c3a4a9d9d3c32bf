import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a file was when it was read through: size in bytes, time of change, SHA-256 of its content. */
const FileStamp = z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() })
type FileStamp = z.infer<typeof FileStamp>
const Stamps = z.record(z.string(), FileStamp).catch({})

/** The part of a file's stat that tells whether it was written to. */
export type FileVersion = Pick<FileStamp, 'size' | 'mtimeMs'>

const kept = 20_000

/**
 * Which content scene files had when this machine last read them through, by path. It saves reading gigabytes again
 * to see that nothing changed; losing it costs time and nothing else.
 */
export class FileStamps {
  readonly #folder: string
  readonly #path: string
  #known: Promise<Map<string, FileStamp>> | null = null
  #isNew = new Set<string>()

  constructor(folder: string) {
    this.#folder = folder
    this.#path = join(folder, 'scene-files.json')
  }

  /** The SHA-256 of a file that is as it was when it was last read through; null where it is not, or never was. */
  async sha256Of(path: string, now: FileVersion): Promise<string | null> {
    this.#known ??= this.#read()
    const stamp = (await this.#known).get(path)
    return stamp?.size === now.size && stamp.mtimeMs === now.mtimeMs ? stamp.sha256 : null
  }

  async remember(path: string, { size, mtimeMs }: FileVersion, sha256: string): Promise<void> {
    this.#known ??= this.#read()
    const known = await this.#known
    known.delete(path)
    known.set(path, { size, mtimeMs, sha256 })
    this.#isNew.add(path)
  }

  /** Writes what was learnt since; another process's stamps stay. A failure is no loss. */
  async save(): Promise<void> {
    if (this.#isNew.size === 0 || this.#known === null) return
    const [mine, theirs] = [await this.#known, await this.#read()]
    const fresh = [...this.#isNew].flatMap((path) => {
      const stamp = mine.get(path)
      return stamp === undefined ? [] : [[path, stamp] as const]
    })
    this.#isNew = new Set()
    const all = [...new Map([...theirs, ...fresh])].slice(-kept)
    const part = `${this.#path}.${process.pid}.part`
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(part, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 })
      await rename(part, this.#path)
    } catch {
      // The files are read through once more next time.
    }
  }

  async #read(): Promise<Map<string, FileStamp>> {
    const text = await readFile(this.#path, 'utf8').catch(() => '{}')
    try {
      return new Map(Object.entries(Stamps.parse(JSON.parse(text))))
    } catch {
      return new Map()
    }
  }
}
