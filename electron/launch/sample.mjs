import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { withLock } from './lock.mjs'
import { node24, root } from './places.mjs'
import { say, StepFailure } from './report.mjs'
import { lastLines, run } from './run.mjs'

const generatorFolder = join(root, 'test', 'scenes')
const generator = join(generatorFolder, 'sample-project.ts')

/** A sum over the generator, so that a changed one makes a new sample and an analyst's edits stay in the old. */
async function sumOfGenerator() {
  const hash = createHash('sha256')
  const names = (await readdir(generatorFolder)).filter((name) => name.endsWith('.ts'))
  for (const name of names.sort()) hash.update(name).update(await readFile(join(generatorFolder, name)))
  return hash.digest('hex').slice(0, 12)
}

async function projectIn(folder) {
  if (!existsSync(folder)) return undefined
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.gpkg'))
  return name === undefined ? undefined : join(folder, name)
}

async function make(folder) {
  say('Making the sample project: a shipyard on several dates (once) …')
  // Scene paths in a project are relative to it, so the folder may be renamed when it is complete.
  const part = `${folder}.${process.pid}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true })
  try {
    const { code, output, results } = await run(node24, [generator, part])
    const path = results.trim().split('\n').at(-1) ?? ''
    if (code !== 0 || !existsSync(path)) {
      throw new StepFailure(
        'make the sample project (test/scenes/sample-project.ts)',
        lastLines(output) || 'it printed nothing.',
        'See that the disk has 2 GB free; npm start -- PROJECT.gpkg opens a project of yours without the sample.',
      )
    }
    await rename(part, folder)
    return join(folder, relative(part, path))
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/**
 * The path of the sample project, made on the first call; undefined in a checkout that has no generator.
 * @returns {Promise<string | undefined>}
 * @throws {StepFailure}
 */
export async function sampleProject() {
  if (!existsSync(generator)) return undefined
  const folder = join(root, '.cache', 'sample', await sumOfGenerator())
  return (
    (await projectIn(folder)) ??
    (await withLock(`${folder}.lock`, async () => (await projectIn(folder)) ?? (await make(folder))))
  )
}
