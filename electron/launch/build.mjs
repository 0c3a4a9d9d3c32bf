import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { node24, root } from './places.mjs'
import { asProgram, say, StepFailure } from './report.mjs'
import { lastLines, run } from './run.mjs'
import { setup } from './setup.mjs'

const dist = join(root, 'dist')
const stamp = join(dist, 'sources.sha256')
const sources = [
  'assets',
  'electron',
  'renderer',
  'src',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
]

async function filesBelow(path) {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

/** A sum over the names and contents of everything that goes into the build. */
async function sumOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    const files = /\.\w+$/.test(source) ? [path] : await filesBelow(path)
    for (const file of files.sort()) {
      hash.update(`${file.slice(root.length)}\0`)
      hash.update(await readFile(file))
    }
  }
  return hash.digest('hex')
}

const builtSum = () => (existsSync(stamp) ? readFile(stamp, 'utf8') : Promise.resolve(''))

async function buildInto(folder, sum) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const { code, output } = await run(node24, [join(root, 'electron', 'launch', 'bundle.mjs'), folder])
  if (code !== 0) {
    throw new StepFailure(
      'build',
      lastLines(output, 25),
      'Mend the source named above, then run the command again.',
    )
  }
  if (output.trim() !== '') say(output.trim())
  await writeFile(join(folder, 'sources.sha256'), sum)
}

/**
 * Builds `dist/` where the sources changed since the last build; `dist/` is replaced as a whole, so a build that
 * fails leaves the one before. Expects a checkout that is set up.
 * @throws {StepFailure}
 */
export async function build() {
  const sum = await sumOfSources()
  if ((await builtSum()) === sum) return
  await withLock(join(root, '.cache', 'build.lock'), async () => {
    if ((await builtSum()) === sum) return
    say('Building …')
    const fresh = join(root, '.cache', 'dist')
    await buildInto(fresh, sum)
    const old = `${fresh}.old`
    await rm(old, { recursive: true, force: true })
    if (existsSync(dist)) await rename(dist, old)
    await rename(fresh, dist)
    await rm(old, { recursive: true, force: true })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asProgram(async () => {
    await setup()
    await build()
    say('dist/ is up to date.')
  })
}
