#!/usr/bin/env node
// The first step of the command: needs nothing but the system's Node, and goes on under one that can run main.ts.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

function notSetUp() {
  process.stderr.write(`roadstead: this checkout is not set up. Run "npm run setup" in ${root} first.\n`)
  process.exit(1)
}

/** TypeScript without a build, and the Node-API that better-sqlite3's own binary asks for. */
const fits = Boolean(process.features.typescript) && Number(process.versions.napi) >= 10

async function goOnHere() {
  try {
    await import('./main.ts')
  } catch (error) {
    if (error?.code === 'ERR_MODULE_NOT_FOUND') notSetUp()
    throw error
  }
}

function goOnUnder(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // A terminal sends its signals to the child as well; this process only has to outlive it.
  const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
  for (const signal of signals) process.on(signal, forward)
  child.on('error', notSetUp)
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

if (!existsSync(join(root, 'node_modules', 'commander'))) notSetUp()
else if (fits) await goOnHere()
else if (existsSync(ownNode)) goOnUnder(ownNode)
else notSetUp()
