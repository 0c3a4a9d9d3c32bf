import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const run = fileURLToPath(new URL('../../src/cli/run.mjs', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own for one test, removed afterwards. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs the real command in `folder`, with settings of its own, and waits for its end. */
export function roadstead(folder: string, ...args: string[]): Promise<Finished> {
  return command(process.execPath, [run, ...args], folder)
}

/** Runs any program in `folder` as `roadstead` does. */
export function command(
  program: string,
  args: readonly string[],
  folder: string,
  environment: Record<string, string> = {},
): Promise<Finished> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ROADSTEAD_SETTINGS: join(folder, 'settings'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') }))
  })
}

/** What scripts rely on when a command refuses: one line that begins with the program's name, and no stack. */
export function isOneLine(stderr: string): boolean {
  return /^roadstead: [^\n]+\n$/.test(stderr) && !/\n\s+at /.test(stderr)
}
