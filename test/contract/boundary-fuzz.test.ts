import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Command } from '../../src/commands/command.ts'
import { api } from '../../src/contract/api.ts'
import type { WireReply } from '../../src/contract/bridge.ts'
import { createWorkbench, type Workbench } from '../../src/workbench/workbench.ts'
import { createProject } from '../../src/project/project-file.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { by, change, insertScene, insertSighting, scene, sighting } from '../project/sample-data.ts'

const seed = Number(process.env['ROADSTEAD_FUZZ_SEED'] ?? 4_711)
const payloadsEach = Number(process.env['ROADSTEAD_FUZZ_RUNS'] ?? 200)

let core: Workbench
let path: string

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-fuzz-'))
  path = join(folder, 'yard.gpkg')
  const project = createProject(path)
  const march = scene({ path: null })
  project.apply(change([insertScene(march), insertSighting(sighting({ scene_uid: march.uid }))]), by)
  project.close()
  core = createWorkbench({
    settingsFolder: join(folder, 'settings'),
    appVersion: 'fuzz',
    emit: () => undefined,
  })
  const { grant } = await core.grant(path, 'read')
  expect(await ask('project.open', { grant })).toMatchObject({ ok: true })
  return async () => {
    await core.close()
  }
})

let count = 0
const ask = (method: string, input: unknown): Promise<WireReply> =>
  core.ask({ id: `fuzz-${(count += 1)}`, method, input })

const fileSum = () => createHash('sha256').update(readFileSync(path)).digest('hex')

const hostileText = fc.oneof(
  fc.constantFrom(
    '/etc/passwd',
    '../../etc/passwd',
    '\\\\10.0.0.1\\share\\x',
    'file:///etc/passwd',
    'C:\\Windows\\win.ini',
    "'; DROP TABLE sightings;--",
    '<img src=x onerror=alert(1)>',
    '{{7*7}}',
    '=cmd|calc',
    '__proto__',
    'constructor',
    '\u202egpj.exe',
    '\0',
    '\ud800',
    'CON',
    '%s%n',
    '   ',
    '',
    '9'.repeat(400),
    '2026-02-30T00:00:00.000Z',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
)

const hostileValue = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    NaN,
    Infinity,
    -Infinity,
    -0,
    1e308,
    2 ** 53,
    -1,
    1.5,
    10n ** 30n,
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], new Date(0), new Map(), new Uint8Array(9), /x/),
  fc.array(hostileText, { maxLength: 4 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
  fc.constantFrom<unknown>(
    'x'.repeat(300_000),
    Array.from({ length: 20_000 }, () => 'x'),
  ),
  fc.anything({ maxDepth: 2 }),
)

/** Objects that have the members of a schema, each with a hostile value; a literal keeps its own in half of them. */
function shaped(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape as Record<string, z.ZodType>).map(
      ([name, member]): [string, fc.Arbitrary<unknown>] => [name, fc.oneof(hostileValue, shaped(member))],
    )
    return fc.record(Object.fromEntries(members), { requiredKeys: [] })
  }
  if (schema instanceof z.ZodLiteral) return fc.constant([...schema.values][0])
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return fc.oneof(...(schema.options as z.ZodType[]).map(shaped))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return shaped(schema.unwrap() as z.ZodType)
  return hostileValue
}

const payloads = (schema: z.ZodType) => {
  const nothing = schema instanceof z.ZodUndefined
  return fc.oneof(hostileValue, shaped(schema)).filter((value) => !nothing || value !== undefined)
}

describe('a bad payload', () => {
  for (const [name, { input }] of Object.entries(api))
    test(`of ${name} is refused or does no harm, two hundred times`, async () => {
      const before = fileSum()
      const records = await ask('project.snapshot', undefined)
      await fc.assert(
        fc.asyncProperty(payloads(input), async (payload) => {
          const reply = await ask(name, payload)
          if (reply.ok) return
          expect(reply.problem.code).not.toBe('internal')
          expect(JSON.stringify(reply.problem)).not.toMatch(/\n\s+at |node_modules/)
        }),
        { numRuns: payloadsEach, seed },
      )
      expect(await ask('project.snapshot', undefined)).toEqual(records)
      expect(fileSum()).toBe(before)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })

  test('of every command changes nothing either', async () => {
    const before = fileSum()
    for (const option of Command.options)
      await fc.assert(
        fc.asyncProperty(shaped(option), async (payload) => {
          expect((await ask('edit.apply', payload)).ok).toBe(false)
        }),
        { numRuns: 60, seed },
      )
    expect(fileSum()).toBe(before)
  })
})

describe('a request', () => {
  test.each([
    ['is no object', 'edit.apply'],
    ['names a method that there is not', { id: '1', method: '__proto__', input: {} }],
    ['names one of Object', { id: '1', method: 'toString', input: {} }],
    ['has a foreign member', { id: '1', method: 'app.hello', input: undefined, path: '/etc/passwd' }],
    ['has no id', { method: 'app.hello', input: undefined }],
  ])('that %s is refused', async (_what, request) => {
    expect(await core.ask(request)).toMatchObject({ ok: false, problem: { code: 'input/invalid' } })
  })

  test.each([
    ['text', 'x'.repeat(5_000_000)],
    ['many values', Array.from({ length: 1_200_000 }, () => 1)],
    ['bytes', new Uint8Array(9_000_000)],
    ['depth', Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1)],
  ])('of more than 8 MB (%s) is refused before anything looks at it', async (_what, input) => {
    const reply = await ask('records.list', input)
    expect(reply).toMatchObject({
      ok: false,
      problem: { what: expect.stringContaining('too large') as string },
    })
  })

  test.each(['notes', 'name'])('with a %s longer than its cap is refused', async (field) => {
    const patch = { [field]: 'x'.repeat(20_001) }
    const uid = '01920000-0000-7000-8000-000000000001'
    const reply = await ask('edit.apply', { kind: 'vessel.create', uid, patch, sighting_uids: [] })
    expect(reply).toMatchObject({ ok: false, problem: { code: 'input/invalid' } })
  })
})
