import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A log of this computer alone. It is told words of the program and numbers; nothing of a project gets into it. */
export interface LogFile {
  /** One line: the time, what happened (words of the program), and its numbers and codes. */
  write(what: string, facts?: Readonly<Record<string, string | number>>): void
  /** A fault of the program: its kind and where in the program it arose. Its message may hold names, and stays out. */
  fault(error: unknown): void
  /** The newest lines, oldest first. */
  tail(lines: number): string[]
}

/** A log file has at most this many bytes, and so many old ones are kept beside it. */
const [mostBytes, keptOld] = [512 * 1024, 3]

/** Opens `NAME.log` in a folder, which is made for this user alone. A log that cannot be written stops nothing. */
export function openLogFile(folder: string, name: string, limit = mostBytes): LogFile {
  const path = join(folder, `${name}.log`)
  const old = (number: number) => `${path}.${number}`
  const quietly = (work: () => void): void => {
    try {
      work()
    } catch {
      // Nobody is helped by a program that stops because its log is full.
    }
  }
  quietly(() => mkdirSync(folder, { recursive: true, mode: 0o700 }))

  function rotate(): void {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < limit) return
    for (let number = keptOld - 1; number >= 1; number -= 1)
      if (existsSync(old(number))) renameSync(old(number), old(number + 1))
    renameSync(path, old(1))
  }
  function line(text: string): void {
    quietly(() => {
      rotate()
      const isNew = !existsSync(path)
      appendFileSync(path, `${new Date().toISOString()} ${text}\n`, { mode: 0o600 })
      if (isNew) chmodSync(path, 0o600)
    })
  }
  return {
    write(what, facts = {}) {
      const parts = Object.entries(facts).map(([key, value]) => `${key}=${plain(String(value))}`)
      line([plain(what), ...parts].join(' '))
    },
    fault(error) {
      const kind = error instanceof Error ? error.name : typeof error
      const code = error instanceof Error && 'code' in error ? ` code=${plain(String(error.code))}` : ''
      line(`fault ${plain(kind)}${code} ${placesOf(error).join(' < ')}`)
    },
    tail(lines) {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines)
      } catch {
        return []
      }
    },
  }
}

/** Words of the program have letters, digits and few marks; whatever else comes is cut down to that. */
function plain(text: string): string {
  return text.replace(/[^\w./ -]/g, '?').slice(0, 120)
}

/** Where in the program an error arose: function, file without its folder, line. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  return [
    ...(error.stack ?? '').matchAll(
      /^\s+at (?:async )?(?:([\w.<>#$ ]+) \()?(?:.*[\\/])?([\w.-]+):(\d+):\d+\)?$/gm,
    ),
  ]
    .slice(0, 8)
    .map(([, name = '', file = '', number = '']) => plain(`${name} ${file} ${number}`.trim()))
}
