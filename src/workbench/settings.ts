import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Keymap, usualKeymap } from '../contract/keymap.ts'
import { Instant } from '../domain/time.ts'

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

/** The settings of one machine and user, in one small file that the window and the command line share. */
export class SettingsFile {
  readonly #path: string
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    this.#path = join(folder, 'settings.json')
  }

  /** The settings; defaults where there are none or they cannot be read, since nothing of an analyst's work is in them. */
  async read(): Promise<Settings> {
    const text = await readFile(this.#path, 'utf8').catch(() => '{}')
    return Settings.parse(parseOrEmpty(text))
  }

  async setAnalyst(analyst: string): Promise<void> {
    await this.#write({ ...(await this.read()), analyst })
  }

  async setKeymap(keymap: Keymap): Promise<void> {
    await this.#write({ ...(await this.read()), keymap })
  }

  async addRecent(path: string, openedAt: Instant): Promise<void> {
    const settings = await this.read()
    const others = settings.recent.filter((recent) => recent.path !== path)
    await this.#write({ ...settings, recent: [{ path, openedAt }, ...others].slice(0, keptRecent) })
  }

  async confirmPaths(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return
    const settings = await this.read()
    const all = [...new Set([...settings.confirmedPaths, ...paths])].slice(-keptPaths)
    await this.#write({ ...settings, confirmedPaths: all })
  }

  async #write(settings: Settings): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const part = `${this.#path}.${process.pid}.part`
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(settings, null, 2))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, this.#path)
  }
}

function parseOrEmpty(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  } catch {
    return {}
  }
}
