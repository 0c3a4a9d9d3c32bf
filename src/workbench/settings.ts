import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Keymap, usualKeymap } from '../contract/keymap.ts'
import { Problem } from '../domain/problem.ts'
import { Instant } from '../domain/time.ts'
import { replaceFile } from './write-file.ts'

const Settings = z.object({
  analyst: z.string().catch(''),
  recent: z.array(z.object({ path: z.string(), openedAt: Instant })).catch([]),
  /** Absolute scene paths that the analyst named on this machine. */
  confirmedPaths: z.array(z.string()).catch([]),
  keymap: Keymap.catch(usualKeymap),
})
export type Settings = z.infer<typeof Settings>

const keptRecent = 12
const keptPaths = 20_000

/**
 * The settings of one machine and user, in one small file that the window and the command line share. Where it cannot
 * be written, what was set holds for as long as this program runs, and whoever set it is told.
 */
export class SettingsFile {
  readonly #path: string
  readonly #folder: string
  /** What could not be written. */
  #unwritten: Settings | null = null
  #last: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
    this.#path = join(folder, 'settings.json')
  }

  /** The settings; defaults where there are none or they cannot be read, since nothing of an analyst's work is in them. */
  async read(): Promise<Settings> {
    if (this.#unwritten !== null) return this.#unwritten
    const text = await readFile(this.#path, 'utf8').catch(() => '{}')
    return Settings.parse(parseOrEmpty(text))
  }

  async setAnalyst(analyst: string): Promise<void> {
    await this.#change((settings) => ({ ...settings, analyst }))
  }

  async setKeymap(keymap: Keymap): Promise<void> {
    await this.#change((settings) => ({ ...settings, keymap }))
  }

  async addRecent(path: string, openedAt: Instant): Promise<void> {
    await this.#change((settings) => {
      const others = settings.recent.filter((recent) => recent.path !== path)
      return { ...settings, recent: [{ path, openedAt }, ...others].slice(0, keptRecent) }
    })
  }

  async confirmPaths(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return
    await this.#change((settings) => ({
      ...settings,
      confirmedPaths: [...new Set([...settings.confirmedPaths, ...paths])].slice(-keptPaths),
    }))
  }

  /** One change after the other, each on what the one before left. */
  async #change(change: (settings: Settings) => Settings): Promise<void> {
    const before = this.#last
    const mine = (async () => {
      await before.catch(() => undefined)
      const settings = change(await this.read())
      try {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 })
        await replaceFile(this.#path, [JSON.stringify(settings, null, 2)])
        this.#unwritten = null
      } catch (error) {
        this.#unwritten = settings
        throw unwritable(error)
      }
    })()
    this.#last = mine
    await mine
  }
}

function unwritable(error: unknown): Problem {
  const full = error instanceof Problem && error.code === 'file/disk-full'
  return new Problem(
    full ? 'file/disk-full' : 'file/not-writable',
    'The settings',
    full ? 'They could not be written: the disk is full.' : 'They could not be written to their folder.',
    'What was set holds until Roadstead is closed; no work is lost by it.',
    { cause: error },
  )
}

function parseOrEmpty(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  } catch {
    return {}
  }
}
