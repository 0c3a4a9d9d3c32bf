import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { command, folderForTest, isOneLine, roadstead } from './roadstead.ts'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const run = join(checkout, 'src/cli/run.mjs')
const commands = ['info', 'add', 'list', 'import', 'export', 'measure', 'compare', 'check']

describe('help and version', () => {
  test('stand behind every command, on standard output, with exit code 0', async () => {
    const folder = folderForTest()
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
      version: string
    }
    for (const name of commands) {
      const help = await roadstead(folder, name, '--help')
      expect({ name, code: help.code, stderr: help.stderr }).toEqual({ name, code: 0, stderr: '' })
      expect(help.stdout).toContain(`roadstead ${name}`)
      expect(await roadstead(folder, name, '--version')).toEqual({
        code: 0,
        stdout: `${version}\n`,
        stderr: '',
      })
    }
    const all = await roadstead(folder, '--help')
    for (const name of commands) expect(all.stdout).toContain(`  ${name} `)
  })
})

describe('wrong usage exits with 2 and one line', () => {
  test.each([
    [[]],
    [['frob']],
    [['--frob']],
    [['measure']],
    [['measure', 'a', 'b']],
    [['list', 'a.gpkg', 'ships']],
    [['list', 'a.gpkg', 'sightings', '--bbox', '1,2,3']],
    [['list', 'a.gpkg', 'sightings', '--bbox', '1,2,3,NaN']],
    [['list', 'a.gpkg', 'sightings', '--from', '2024-02-30T00:00:00Z']],
    [['list', 'a.gpkg', 'sightings', '--from', '2024-03-02T00:00:00']],
    [['list', 'a.gpkg', 'sightings', '--class', 'ship']],
    [['list', 'a.gpkg', 'sightings', '--limit', '-1']],
    [['export', 'a.gpkg']],
    [['export', 'a.gpkg', '--to', 'docx']],
    [['import', 'a.gpkg', 'b.geojson', '--scene', 'one']],
    [['info', 'a.tif', '--pixel', '1']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await roadstead(folderForTest(), ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(isOneLine(stderr)).toBe(true)
  })
})

describe('what is no regular file is refused, and nothing is made', () => {
  test.each([
    ['a pipe', 'pipe'],
    ['a folder', 'folder'],
    ['nothing', 'nothing'],
    ['a broken file', 'broken.gpkg'],
  ])('%s', async (_, name) => {
    const folder = folderForTest()
    execFileSync('mkfifo', [join(folder, 'pipe')])
    mkdirSync(join(folder, 'folder'))
    writeFileSync(join(folder, 'broken.gpkg'), 'SQLite format 3\0 and then nothing')
    const lines = [
      ['info', name],
      ['measure', name],
      ['add', 'new.gpkg', name],
      ['import', 'new.gpkg', name],
      ['list', name, 'scenes'],
      ['check', name],
      ['export', name, '--to', 'geojson'],
    ]
    for (const line of lines) {
      const { code, stderr } = await roadstead(folder, ...line)
      expect({ line, code }).toEqual({ line, code: 1 })
      expect({ line, stderr, one: isOneLine(stderr) }).toMatchObject({ one: true })
    }
    expect(existsSync(join(folder, 'new.gpkg'))).toBe(false)
  })
})

test('a checkout that is not set up exits with 1 and names the command to run', async () => {
  const folder = folderForTest()
  mkdirSync(join(folder, 'src'))
  cpSync(join(checkout, 'src/cli'), join(folder, 'src/cli'), { recursive: true })
  const { code, stdout, stderr } = await command(
    process.execPath,
    [join(folder, 'src/cli/run.mjs'), '--help'],
    folder,
  )
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(isOneLine(stderr)).toBe(true)
  expect(stderr).toContain('npm run setup')
})

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (path) => existsSync(path) && /^v2[0-3]\./.test(execFileSync(path, ['--version'], { encoding: 'utf8' })),
)
test.skipIf(oldNode === undefined)(
  'an older Node goes on under the Node of the checkout (skipped where there is none)',
  async () => {
    const folder = folderForTest()
    const old = await command(oldNode!, [run, 'measure', 'nothing.geojson'], folder)
    expect(old).toEqual(await roadstead(folder, 'measure', 'nothing.geojson'))
    expect(old.code).toBe(1)
  },
)

test('relative paths are those of the folder that npm was started in', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'a.geojson'), '{"type":"FeatureCollection","features":[]}')
  const there = await command(process.execPath, [run, 'measure', 'a.geojson', '--json'], checkout, {
    INIT_CWD: folder,
  })
  expect(there).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  const here = await command(process.execPath, [run, 'measure', 'a.geojson', '--json'], folder, {
    INIT_CWD: '/',
  })
  expect(here.code).toBe(0)
})

test('a reader that has seen enough ends the command without a word', async () => {
  const folder = folderForTest()
  const ring = [
    [10, 50],
    [10.001, 50],
    [10.001, 50.001],
    [10, 50],
  ]
  const features = Array.from({ length: 3000 }, () => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring] },
  }))
  writeFileSync(join(folder, 'many.geojson'), JSON.stringify({ type: 'FeatureCollection', features }))
  const child = spawn(process.execPath, [run, 'measure', 'many.geojson', '--json'], { cwd: folder })
  let stderr = ''
  child.stderr.on('data', (text) => (stderr += String(text)))
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
