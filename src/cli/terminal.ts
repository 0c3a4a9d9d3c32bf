import { fileURLToPath } from 'node:url'
import { isAbsolute, resolve } from 'node:path'

/** Where a command's words go, and where it was started. */
export interface Terminal {
  /** Results: standard output. */
  print(text: string): void
  /** Messages: one line on standard error. */
  note(line: string): void
  /** Progress on standard error, over itself; nothing where that is not a screen. */
  progress(line: string): void
  /** The absolute path of what a user named in the folder where they stand. */
  path(given: string): string
  /** The module of the worker threads, where it does not lie beside the source of their pool. */
  readonly jobWorker?: URL
  /** Aborts at the first Ctrl+C. */
  readonly signal: AbortSignal
  /** Waits until everything printed has left the process. */
  finish(): Promise<void>
}

/** npm moves its scripts to the checkout and keeps the user's folder in INIT_CWD. */
function startFolder(): string {
  const checkout = resolve(fileURLToPath(new URL('../..', import.meta.url)))
  const { INIT_CWD: started } = process.env
  return process.cwd() === checkout && started !== undefined && isAbsolute(started) ? started : process.cwd()
}

const progressEveryMs = 100

/** The terminal of this process. A reader that closes the pipe ends the command quietly; a second Ctrl+C at once. */
export function processTerminal(): Terminal {
  const folder = startFolder()
  const abort = new AbortController()
  let progressShown = false
  let nextProgress = 0
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (abort.signal.aborted) process.exit(code)
      process.exitCode = code
      abort.abort(signal)
    })
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  }
  const clear = (): void => {
    if (progressShown) process.stderr.write('\r\u001b[K')
    progressShown = false
  }
  return {
    print: (text) => {
      clear()
      process.stdout.write(text)
    },
    note: (line) => {
      clear()
      process.stderr.write(`${line}\n`)
    },
    progress: (line) => {
      const now = performance.now()
      if (!process.stderr.isTTY || now < nextProgress) return
      nextProgress = now + progressEveryMs
      const width = (process.stderr.columns || 80) - 1
      process.stderr.write(`\r\u001b[K${line.slice(0, width)}`)
      progressShown = true
    },
    path: (given) => resolve(folder, given),
    signal: abort.signal,
    finish: async () => {
      clear()
      for (const stream of [process.stdout, process.stderr]) {
        await new Promise<void>((done) => stream.write('', () => done()))
      }
    },
  }
}
