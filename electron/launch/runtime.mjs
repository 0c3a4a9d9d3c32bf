import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fallbackElectron } from './fallback-electron.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, isRoot, node24, root } from './places.mjs'
import { asProgram, say, StepFailure } from './report.mjs'
import { run } from './run.mjs'
import { needSharedLibraries } from './shared-libraries.mjs'
import { sqliteForFallback } from './sqlite-build.mjs'

/** A closed network answers for the official download at once or never. */
const officialDownloadMs = 10_000
/** How long a failed download is believed: after that it is tried again. */
const failureIsBelievedMs = 7 * 24 * 3600 * 1000

const electronPackage = join(root, 'node_modules', 'electron')

const executableName = () => {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function overriddenElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return undefined
  const executable = join(folder, executableName())
  if (existsSync(executable)) return executable
  throw new StepFailure(
    'get Electron',
    `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which has no ${executableName()}.`,
    'Correct the variable or unset it.',
  )
}

function downloadedElectron(version) {
  const executable = join(electronPackage, 'dist', executableName())
  const stamp = join(electronPackage, 'dist', 'version')
  if (!existsSync(executable) || !existsSync(stamp)) return undefined
  return readFileSync(stamp, 'utf8').trim().replace(/^v/, '') === version ? executable : undefined
}

/** The official Electron, downloaded if that takes at most ten seconds; undefined where it can't be had. */
async function officialElectron(version) {
  const present = downloadedElectron(version)
  if (present !== undefined) return present
  const failed = join(cacheFolder, `electron-${version}-official.failed`)
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < failureIsBelievedMs) return undefined
  return await withLock(join(root, '.cache', 'electron.lock'), async () => {
    if (existsSync(join(electronPackage, 'dist')) && downloadedElectron(version)) {
      return downloadedElectron(version)
    }
    say(`Trying the official download of Electron ${version} (at most ten seconds) …`)
    const { output } = await run(node24, [join(electronPackage, 'install.js')], {
      timeoutMs: officialDownloadMs,
    })
    const executable = downloadedElectron(version)
    if (executable === undefined) {
      await mkdir(cacheFolder, { recursive: true })
      await writeFile(failed, `${new Date().toISOString()} ${output.trim().split('\n')[0] ?? ''}\n`)
    }
    return executable
  })
}

/**
 * @typedef {object} Runtime
 * @property {string} executable the Electron to start
 * @property {'override' | 'official' | 'registry'} source
 * @property {Record<string, string>} env what the started program needs in its environment
 * @property {string[]} switches what has to stand before the app's folder on the command line
 */

/**
 * The Electron to start on this machine, made ready: fetched, its shared libraries present. Quick when nothing is missing.
 * @returns {Promise<Runtime>}
 * @throws {StepFailure}
 */
export async function runtime() {
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  // Root has no sandbox to offer; only the launch of a checkout knows this switch, the product does not.
  const switches = isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []
  const chosen = overriddenElectron()
  const official = chosen ?? (await officialElectron(version))
  if (official !== undefined) {
    await needSharedLibraries(official)
    return { executable: official, source: chosen ? 'override' : 'official', env: {}, switches }
  }
  const executable = await fallbackElectron()
  await needSharedLibraries(executable)
  return {
    executable,
    source: 'registry',
    env: { ROADSTEAD_SQLITE_BINDING: await sqliteForFallback() },
    switches,
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asProgram(async () => {
    const found = await runtime()
    say(`${found.source}: ${found.executable}`)
  })
}
