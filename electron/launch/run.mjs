import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './places.mjs'

/**
 * The search path without `node_modules/.bin`: what npm itself and native builds run under must not be the Node
 * that they are about to replace.
 */
export function systemPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/](\.bin|npm[\\/]|@npmcli[\\/])/.test(folder))
    .join(delimiter)
}

/** The full path of a program on the system's search path, or undefined. */
export function which(program) {
  for (const folder of systemPath().split(delimiter)) {
    const path = join(folder, program)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      continue
    }
  }
  return undefined
}

/**
 * Runs a program and gathers what it prints.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number }} [options]
 *   `timeoutMs` ends the program and all it started.
 * @returns {Promise<{ code: number, output: string, results: string, timedOut: boolean }>} `results` is its standard
 *   output alone; code 127: the program could not be started.
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const ownGroup = options.timeoutMs !== undefined && process.platform !== 'win32'
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? { ...process.env, PATH: systemPath() },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
      shell: process.platform === 'win32' && program === 'npm',
    })
    let output = ''
    let results = ''
    let timedOut = false
    const take = (chunk) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      results += chunk
      take(chunk)
    })
    child.stderr.setEncoding('utf8').on('data', take)
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            if (ownGroup) process.kill(-child.pid, 'SIGKILL')
            else child.kill('SIGKILL')
          }, options.timeoutMs)
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: `${output}${error.message}`, results, timedOut })
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal && !timedOut) output += `\nended by ${signal}`
      resolve({ code: code ?? 1, output, results, timedOut })
    })
  })
}

/**
 * Runs a program on the user's own terminal and waits for it; an interrupt reaches it and not only us.
 * @returns {Promise<number>} its exit code
 */
export function runInTerminal(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: 'inherit',
    })
    const stay = () => undefined
    process.on('SIGINT', stay)
    const end = () => child.kill('SIGTERM')
    process.on('SIGTERM', end)
    const done = () => {
      process.off('SIGINT', stay)
      process.off('SIGTERM', end)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('close', (code, signal) => {
      done()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** The last lines of a program's output, for the reason of a failure. */
export function lastLines(output, count = 6) {
  return stripVTControlCharacters(output).trim().split('\n').slice(-count).join('\n             ')
}
