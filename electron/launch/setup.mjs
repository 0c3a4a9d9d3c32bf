import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { node24, root } from './places.mjs'
import { asProgram, say, StepFailure } from './report.mjs'
import { lastLines, run } from './run.mjs'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Whether what lies in node_modules is what package-lock.json asks for, by npm's own record of what it installed. */
function packagesAreInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  try {
    const wanted = readJson(join(root, 'package-lock.json')).packages
    const present = readJson(record).packages
    return Object.entries(wanted).every(([path, { version, integrity, optional, peer }]) => {
      if (path === '') return true
      const found = present[path]
      if (found === undefined) return optional === true || peer === true
      return found.version === version && found.integrity === integrity
    })
  } catch {
    return false
  }
}

async function installPackages() {
  if (packagesAreInstalled()) return
  say('Installing packages (about half a minute) …')
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code === 0) return
  throw new StepFailure(
    'install packages (npm ci)',
    lastLines(output),
    code === 127
      ? 'Install npm (it comes with Node 20 or newer), then run the command again.'
      : 'Check that the npm registry answers (npm ping) and that this folder is writable, then run the command again.',
  )
}

const isNode24 = async () => {
  if (!existsSync(node24)) return false
  const { code, output } = await run(node24, ['--version'])
  return code === 0 && /^v24\./.test(output.trim())
}

/** The `node` package fetches its binary in an install script, the only one that Roadstead lets run. */
async function installNode24() {
  if (await isNode24()) return
  say('Installing Node 24 for this checkout …')
  const { output } = await run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (await isNode24()) return
  throw new StepFailure(
    'install Node 24 (npm rebuild node)',
    `${node24} is missing or is another version. ${lastLines(output)}`,
    'Check that the npm registry answers (npm ping), delete node_modules and run the command again.',
  )
}

/** The kernels whose compiled form is missing or older than their source or the compiler script. */
function staleKernels(folder, compiler) {
  const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.wasm.ts') && !name.endsWith('.d.ts'))
    .map((name) => ({ source: join(folder, name), output: join(folder, name.replace(/\.ts$/, '.wasm.ts')) }))
    .filter(({ source, output }) => changedAt(output) < Math.max(changedAt(source), changedAt(compiler)))
}

async function compileKernels() {
  const folder = join(root, 'src', 'raster', 'kernels')
  const compiler = join(folder, 'compile.mjs')
  if (!existsSync(compiler)) return
  const stale = staleKernels(folder, compiler)
  if (stale.length === 0) return
  say('Compiling the raster kernels …')
  const { code, output } = await run(node24, [compiler])
  const missing = stale.filter((kernel) => !existsSync(kernel.output))
  if (code !== 0 || missing.length > 0) {
    throw new StepFailure(
      'compile the raster kernels (src/raster/kernels/compile.mjs)',
      code === 0 ? `it wrote no ${missing.map((kernel) => kernel.output).join(', ')}` : lastLines(output),
      'Mend the kernel named above; if you did not change one, delete node_modules and run the command again.',
    )
  }
  // The compiler may leave an output alone that did not change: without a new date it would be asked again each time.
  const now = new Date()
  for (const kernel of stale) utimesSync(kernel.output, now, now)
}

/**
 * Makes a checkout ready to run: packages, Node 24, compiled kernels. Does nothing that is done already.
 * Runs under any Node from 20 on, without node_modules.
 * @throws {StepFailure}
 */
export async function setup() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new StepFailure(
      'check Node',
      `this is Node ${process.versions.node}; Roadstead needs 20 or newer.`,
      'Install Node 20 or newer from nodejs.org or your distribution.',
    )
  }
  await withLock(join(root, '.cache', 'setup.lock'), async () => {
    await installPackages()
    await installNode24()
    await compileKernels()
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asProgram(async () => {
    await setup()
    say('Roadstead is set up. npm start opens it; npm test checks it.')
  })
}
