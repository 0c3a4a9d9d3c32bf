import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { SceneReadReply } from '../../src/contract/scene-port.ts'
import { createProject } from '../../src/project/project-file.ts'
import { by, change, insertScene, scene } from '../project/sample-data.ts'
import { testFolder } from '../project/test-project.ts'
import { makeHullScene } from '../scenes/hull-scene.ts'
import { testCore } from './core.ts'

const hull = {
  lonLat: [122.05, 29.95],
  lengthM: 180,
  beamM: 30,
  headingDeg: 90,
  gsdM: 3,
  crs: 'EPSG:32651',
} as const

test.skipIf(spawnSync('strace', ['-V']).status !== 0)(
  'a project of someone else makes the window look at no file outside of its folder',
  () => {
    const folder = testFolder()
    const path = join(folder, 'given', 'yard.gpkg')
    mkdirSync(join(folder, 'given'))
    const project = createProject(path)
    const paths = [
      '/forbidden/absolute.tif',
      '//10.0.0.1/forbidden/share.tif',
      '\\\\10.0.0.1\\forbidden\\share.tif',
      'file:///forbidden/url.tif',
      '../forbidden-above.tif',
      'within/../../forbidden-through.tif',
      './/..//forbidden-odd.tif',
      '/proc/self/environ-forbidden',
    ]
    project.apply(
      change(paths.map((each) => insertScene(scene({ path: each, sha256: null, size_bytes: null })))),
      by,
    )
    project.close()
    const log = join(folder, 'calls.log')
    const script = join(import.meta.dirname, 'open-foreign-project.ts')
    const traced = ['-f', '-s', '500', '-e', 'trace=%file', '-o', log, process.execPath, script]
    const said = execFileSync('strace', [...traced, join(folder, 'settings'), path], { encoding: 'utf8' })
    expect(said).toBe(`${paths.length} scenes\n`)
    const touched = readFileSync(log, 'utf8').split('\n')
    // The calls were seen: the project itself is among them.
    expect(touched.some((line) => line.includes('given/yard.gpkg'))).toBe(true)
    const inFolder = (line: string) => line.includes(`${folder}/given/`) && !/\/\.\.\//.test(line)
    expect(touched.filter((line) => line.includes('forbidden') && !inFolder(line))).toEqual([])
  },
)

test('a tile worker that lies gets no byte but those of the open project’s scenes, and the core goes on', async () => {
  const core = testCore()
  const path = await core.newProject()
  writeFileSync(join(core.folder, 'march.tif'), makeHullScene(hull).bytes)
  const { grant } = await core.workbench.grant(join(core.folder, 'march.tif'), 'read')
  await core.client['scene.add']({ grants: [grant] })
  const [march] = (await core.client['project.snapshot'](undefined)).records.scenes
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port2.close())
  core.workbench.serveScenePort({
    postMessage: (message) => port1.postMessage(message),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      void port1.on(event, (data: unknown) => listener({ data })),
  })
  const replies: SceneReadReply[] = []
  port2.on('message', (reply: SceneReadReply) => replies.push(reply))
  const real = { op: 'read', scene_uid: march!.uid, file: 'scene', ranges: [{ offset: 0, length: 8 }] }
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      '/etc/passwd',
      '../x',
      path,
      '',
      -1,
      1.5,
      NaN,
      Infinity,
      2 ** 53,
      2 ** 60,
      null,
      [],
      {},
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  const lie = fc.tuple(
    fc.constantFrom('op', 'scene_uid', 'file', 'ranges', 'offset', 'length', 'path', '__proto__'),
    odd,
  )
  const lies = fc.sample(lie, { numRuns: 300, seed: 4_711 })
  lies.forEach(([name, value], id) => {
    const range = { offset: 0, length: 8, [name]: value }
    const lie = name === 'offset' || name === 'length' ? { ranges: [range] } : { [name]: value }
    port2.postMessage({ ...real, id, ...lie })
  })
  const asked = async (id: number): Promise<SceneReadReply> => {
    port2.postMessage({ ...real, id })
    await expect.poll(() => replies.some((reply) => reply.id === id)).toBe(true)
    return replies.find((reply) => reply.id === id)!
  }
  // One after the other, so that what came before them is answered too.
  for (const id of [1_000, 1_001, 1_002]) {
    const reply = await asked(id)
    expect('bytes' in reply && Buffer.from(reply.bytes[0]!).subarray(0, 2).toString()).toBe('II')
  }
  for (const reply of replies) {
    const [name] = lies[reply.id] ?? ['real']
    // A foreign member is not read; another offset is a fair question, and is answered from the scene.
    if ('bytes' in reply) expect(['offset', 'real']).toContain(name)
    else expect('problem' in reply && reply.problem.code).toBe('record/not-found')
  }
})
