import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { placingSidecarNames, sidecarNames } from '../../src/raster/acquisition/sidecars.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { bombs, gdalBombs, hostileSidecars } from '../fuzz/bombs.ts'
import { hostileScenes } from '../fuzz/hostile-scenes.ts'
import { mutatedScenes } from '../fuzz/mutated-scenes.ts'
import { testFolder } from '../project/test-project.ts'

const command = fileURLToPath(new URL('../../src/cli/run.mjs', import.meta.url))
const python = '/usr/bin/python3'
const most = { seconds: 10, megabytes: 1024 }

/** Runs a command and leaves the peak of its memory, in kilobytes, in the file named first. */
const watched = `import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code if code >= 0 else 128 - code)`

interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
  readonly megabytes: number
}

/** What `roadstead` answers; it is ended after ten seconds. */
function roadstead(folder: string, ...args: string[]): Promise<Answer> {
  const peak = join(folder, 'peak')
  const line = ['-c', watched, peak, process.execPath, command, ...args]
  const start = performance.now()
  return new Promise((resolve) => {
    const environment = { ...process.env, ROADSTEAD_SETTINGS: join(folder, 'settings') }
    const options = { cwd: folder, env: environment, maxBuffer: 2 ** 28, timeout: 2 * most.seconds * 1000 }
    const child = execFile(python, line, options, (_error, stdout, stderr) => {
      const seconds = (performance.now() - start) / 1000
      const megabytes = existsSync(peak) ? Number(readFileSync(peak, 'utf8')) / 1024 : Infinity
      resolve({ code: child.exitCode, stdout, stderr, seconds, megabytes })
    })
  })
}

/** What is wrong with an answer, as sentences; empty where nothing is. */
function faults(what: string, path: string, answer: Answer): string[] {
  const { code, stderr, seconds, megabytes } = answer
  const found: string[] = []
  if (code !== 0 && code !== 1) found.push(`exit ${code}`)
  if (seconds > most.seconds) found.push(`${seconds.toFixed(1)} s`)
  if (megabytes > most.megabytes) found.push(`${megabytes.toFixed(0)} MB`)
  if (code === 1 && !stderr.includes(basename(path))) found.push(`the file is not named: ${stderr}`)
  if (stderr.trim().split('\n').length > 3 || /\n\s+at /.test(stderr)) found.push(`not a message: ${stderr}`)
  return found.map((one) => `${what} (${basename(path)}): ${one}`)
}

const good = encodeTiff(
  {
    width: 8,
    height: 8,
    bands: [Uint8Array.from({ length: 64 }, (_, index) => index)],
  },
  {},
)

/** Asks for a file with `info`, adds it together with a good one, and says what went wrong. */
async function ask(folder: string, what: string, path: string): Promise<string[]> {
  const next = join(folder, 'next.tif')
  writeFileSync(next, good)
  const project = join(folder, 'harbour.gpkg')
  rmSync(project, { force: true })
  const info = await roadstead(folder, 'info', path, '--json', '--pixel', '0,0')
  const add = await roadstead(folder, 'add', project, path, next, '--json')
  const added = (add.code === 0 || add.code === 1 ? JSON.parse(add.stdout) : []) as { uid: string | null }[]
  const opens = added.at(-1)?.uid != null
  const rest = opens ? [] : [`${what}: the file after it was not added (${add.stderr})`]
  return [...faults(`info: ${what}`, path, info), ...faults(`add: ${what}`, path, add), ...rest]
}

async function askAll(scenes: Iterable<readonly [string, Uint8Array]>): Promise<string[]> {
  const folder = testFolder()
  const found: string[] = []
  for (const [what, bytes] of scenes) {
    const path = join(folder, `${what.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)}.tif`)
    writeFileSync(path, bytes)
    found.push(...(await ask(folder, what, path)))
    rmSync(path)
  }
  return found
}

const isWindows = process.platform === 'win32'

test.skipIf(isWindows)('scenes made to do harm are answered in ten seconds and a gigabyte', async () => {
  expect(await askAll(Object.entries(hostileScenes()))).toEqual([])
  expect(await askAll(Object.entries(bombs()))).toEqual([])
})

const hasGdal = spawnSync('gdal_create', ['--version']).status === 0

test.skipIf(isWindows || !hasGdal)(
  'so are bombs in the codecs of images, at their limits and beyond (needs gdal_create)',
  async () => {
    const folder = testFolder()
    const found: string[] = []
    for (const [what, args] of Object.entries(gdalBombs)) {
      const path = join(folder, `${what}.tif`)
      execFileSync('gdal_create', [...args, path], { stdio: 'ignore' })
      found.push(...(await ask(folder, what, path)))
      rmSync(path)
    }
    expect(found).toEqual([])
  },
)

test.skipIf(isWindows)('so are hundreds of scenes in which something was changed', async () => {
  const wanted = process.env['ROADSTEAD_SEED'] ?? 'random'
  const seed = wanted === 'random' ? Date.now() % 1_000_000_000 : Number(wanted)
  const count = Number(process.env['ROADSTEAD_HOSTILE_FILES'] ?? 300)
  const scenes = mutatedScenes(seed, count).map(({ what, bytes }, n) => [`${n} ${what}`, bytes] as const)
  expect(await askAll(scenes), `ROADSTEAD_SEED=${seed} tries these scenes again`).toEqual([])
})

test.skipIf(isWindows)('what lies beside a scene never keeps it from being added', async () => {
  const found: string[] = []
  for (const [name, content] of Object.entries(hostileSidecars())) {
    const folder = testFolder()
    const path = join(folder, 'yard.tif')
    writeFileSync(path, good)
    writeFileSync(join(folder, name), content)
    const project = join(folder, 'harbour.gpkg')
    const info = await roadstead(folder, 'info', path, '--json')
    const add = await roadstead(folder, 'add', project, path, '--json')
    found.push(...faults(`info beside ${name}`, path, info), ...faults(`add beside ${name}`, path, add))
    if (info.code !== 0 || add.code !== 0) found.push(`${name}: ${info.stderr}${add.stderr}`)
  }
  expect(found).toEqual([])
})

test.skipIf(isWindows)('nor does it when every name that vendors use leads to a large document', async () => {
  const folder = testFolder()
  const path = join(folder, '20240302_023107_12_2461_3B_AnalyticMS_SR_8b_clip.tif')
  writeFileSync(path, good)
  const document = join(folder, 'large.xml')
  writeFileSync(document, `${'<a>'.repeat(38)}${'<b><c></c></b>'.repeat(590_000)}`)
  const placing = Object.entries(placingSidecarNames(basename(path))).map(([, [first]]) => first!)
  for (const name of [...sidecarNames(basename(path)), ...placing]) symlinkSync(document, join(folder, name))
  const info = await roadstead(folder, 'info', path, '--json')
  const add = await roadstead(folder, 'add', join(folder, 'harbour.gpkg'), path, '--json')
  expect([...faults('info', path, info), ...faults('add', path, add)]).toEqual([])
  expect([info.code, add.code]).toEqual([0, 0])
})

test('records that would fill the memory are refused by name', async () => {
  const folder = testFolder()
  const path = join(folder, 'values.geojson')
  const refused = async (text: string): Promise<string> => {
    writeFileSync(path, text)
    const { code, stderr } = await roadstead(folder, 'measure', path)
    expect(code).toBe(1)
    return stderr
  }
  expect(await refused(`[${'[],'.repeat(60_000_000)}1]`)).toMatch(/values\.geojson: One piece of it has more/)
  expect(await refused('[],'.repeat(60_000_000))).toMatch(/values\.geojson: /)
})

test.skipIf(isWindows)('pipes, devices, folders and what may not be read are refused by name', async () => {
  const folder = testFolder()
  execFileSync('mkfifo', [join(folder, 'pipe.tif')])
  mkdirSync(join(folder, 'folder.tif'))
  writeFileSync(join(folder, 'closed.tif'), good)
  chmodSync(join(folder, 'closed.tif'), 0)
  writeFileSync(join(folder, 'empty.tif'), '')
  const found: string[] = []
  const names = ['pipe.tif', 'folder.tif', 'empty.tif', 'gone.tif']
  // Root may read everything.
  if (process.getuid?.() !== 0) names.push('closed.tif')
  for (const path of [
    ...names.map((name) => join(folder, name)),
    '/dev/zero',
    '/dev/tty',
    '/proc/self/mem',
  ]) {
    found.push(...(await ask(folder, path, path)))
    const info = await roadstead(folder, 'info', path)
    if (info.code !== 1) found.push(`${path} was read`)
  }
  expect(found).toEqual([])
})
