// The part of `npm run dev` that needs Node 24 and node_modules: Vite's server with hot reload for the page, and a
// watch over everything else that starts Electron again when it changes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { watch } from 'rolldown'
import { createServer } from 'vite'
import { bundles } from './bundles.mjs'
import { root } from './places.mjs'
import { say } from './report.mjs'

const { executable, switches, env } = JSON.parse(process.env.ROADSTEAD_RUNTIME)
const project = process.env.ROADSTEAD_PROJECT

/** A port that is free now. Vite has to know it beforehand, because it stands in the client that it serves. */
async function freePort() {
  const probe = createProbe().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

const port = await freePort()
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: {
    host: '127.0.0.1',
    port,
    strictPort: true,
    // The page stands at app://roadstead: its hot-reload client has to be told where the server is.
    hmr: { host: '127.0.0.1', protocol: 'ws', clientPort: port },
  },
  html: { cspNonce: 'dev' },
})
await server.listen()

let electron
let replaced
function startElectron() {
  const args = [...switches, root, ...(project ? [project] : [])]
  const child = spawn(executable, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env, ROADSTEAD_DEV_SERVER: `http://127.0.0.1:${port}` },
  })
  child.on('exit', (code) => {
    if (child === replaced) electron = startElectron()
    else void stop(code ?? 0)
  })
  return child
}

function restartElectron() {
  if (electron === undefined) electron = startElectron()
  else if (replaced !== electron) {
    replaced = electron
    electron.kill('SIGTERM')
  }
}

const watcher = watch(bundles(join(root, 'dist', 'electron'), { development: true }))
watcher.on('event', (event) => {
  if (event.code === 'ERROR')
    say(`Bundling failed, the window stays as it was: ${event.error?.message ?? event.error}`)
  if ('result' in event) void event.result?.close()
  if (event.code === 'END') restartElectron()
})

async function stop(code) {
  await watcher.close()
  await server.close()
  process.exit(code)
}

function interrupt() {
  electron?.removeAllListeners('exit').once('exit', () => void stop(0))
  electron?.kill('SIGTERM')
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
