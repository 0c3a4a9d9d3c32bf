import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportFormat } from '../../src/contract/exchange-report.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { Sighting } from '../../src/domain/sighting.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import type { ParsedFile } from '../../src/exchange/parsed-record.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { formats, type Format } from '../../src/exchange/registry.ts'
import { sighting, yard } from '../exchange/hulls.ts'
import { projectOf } from '../exchange/project-in-memory.ts'
import { by, change } from '../project/sample-data.ts'
import { testProject } from '../project/test-project.ts'

const seed = Number(process.env['ROADSTEAD_FUZZ_SEED'] ?? 4_711)
const readers = Object.values<Format>(formats).filter((format) => format.read !== undefined)

/** A file of each format as Roadstead writes it: what a mutation starts from. */
const soundFile = (format: Format): Uint8Array => {
  const sightings = fc.sample(sighting, { numRuns: 4, seed: 1 })
  const pieces = format.write?.(sightings, joinedRecords(yard)) ?? []
  return new TextEncoder().encode([...pieces].join(''))
}

const hostileTexts = [
  '',
  ' ',
  '-0',
  '1e308',
  '1e400',
  'NaN',
  '-Infinity',
  'null',
  'true',
  '"\\u0000"',
  '"\\ud800"',
  '\0',
  '\ufeff',
  '\u202e',
  '"__proto__"',
  '"constructor"',
  '{"__proto__":{"polluted":1}}',
  '[[[[[[[[]]]]]]]]',
  '[]',
  '{}',
  '181',
  '-90.0000001',
  '9'.repeat(400),
  '"2026-02-30T00:00:00Z"',
  '"2026-02-28T24:00:00Z"',
  '"=cmd|\' /C calc\'!A0"',
  `"'; DROP TABLE vessels;--"`,
  '"<img src=x onerror=alert(1)>"',
  '"../../etc/passwd"',
  '"\\\\\\\\10.0.0.1\\\\share"',
  '\x1e',
  '\r\n',
  ',',
  ';',
  '"',
]

/** What went wrong with a file on its way, or what someone did to it: pieces cut, doubled, swapped, replaced, flipped. */
const damage = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(400) }),
    fc.record({ kind: fc.constant('double' as const), at: fc.nat(), length: fc.nat(4_000) }),
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('put' as const), at: fc.nat(), text: fc.constantFrom(...hostileTexts) }),
    fc.record({ kind: fc.constant('value' as const), at: fc.nat(), text: fc.constantFrom(...hostileTexts) }),
    fc.record({ kind: fc.constant('end' as const), at: fc.nat() }),
  ),
  { minLength: 1, maxLength: 4 },
)

type Step = typeof damage extends fc.Arbitrary<readonly (infer S)[]> ? S : never

function damaged(bytes: Uint8Array, steps: readonly Step[]): Uint8Array {
  let now = Buffer.from(bytes)
  for (const step of steps) {
    if (now.length === 0) break
    const at = step.at % now.length
    const splice = (to: number, middle: Uint8Array | string) => {
      now = Buffer.concat([now.subarray(0, at), Buffer.from(middle as string), now.subarray(to)])
    }
    if (step.kind === 'cut') splice(at + step.length, '')
    else if (step.kind === 'double') splice(at, now.subarray(at, at + step.length))
    else if (step.kind === 'put') splice(at, step.text)
    else if (step.kind === 'end') now = now.subarray(0, at)
    else if (step.kind === 'flip') now.writeUInt8(now.readUInt8(at) ^ (1 << step.bit), at)
    else {
      // One whole value of the file: a number, or a text between quotation marks.
      const values = [...now.toString('latin1').matchAll(/-?\d+(?:\.\d+)?|"[^"]*"/g)]
      const value = values[step.at % Math.max(1, values.length)]
      if (value === undefined) continue
      const [from, to] = [value.index, value.index + value[0].length]
      now = Buffer.concat([now.subarray(0, from), Buffer.from(step.text), now.subarray(to)])
    }
  }
  return now
}

/** Reads a file as the analyst would; undefined where it is refused as a whole, which has to be by name. */
function read(format: Format, bytes: Uint8Array): ParsedFile | undefined {
  try {
    const file = format.read?.(bytes, 'foreign.file')
    return file && { records: [...file.records] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect([error.code, error.subject]).toEqual(['import/refused', 'foreign.file'])
    expect(error.remedy.length).toBeGreaterThan(5)
    return undefined
  }
}

const options = {
  fileName: 'foreign.file',
  scene_uid: null,
  analyst: 'A. Analyst',
  now: '2026-01-02T03:04:05.000Z',
  newUid,
}

/** Plans the import and holds every record that it would write against the schema. */
function plan(parsed: ParsedFile) {
  const empty = projectOf([])
  const strict = planImport(parsed, empty, { ...options, keepGoing: false })
  const lenient = planImport(parsed, empty, { ...options, keepGoing: true })
  if (lenient.report.problems.length > 0) expect(strict.edits).toEqual([])
  const { read: all, imported, skipped, problems } = lenient.report
  expect(imported + skipped + problems.length).toBe(all)
  for (const { where, why } of problems) {
    expect(where).not.toBe('')
    expect(why).not.toBe('')
  }
  const sightings = lenient.edits.filter(({ table }) => table === 'sightings')
  expect(sightings).toHaveLength(imported)
  for (const { after } of sightings) expect(Sighting.safeParse(after).error).toBeUndefined()
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  return lenient.edits
}

test('every format that is read is tried here', () => {
  expect(readers.map(({ id }) => id as ImportFormat)).toEqual(
    expect.arrayContaining(['geojson', 'geojsonseq']),
  )
})

describe.each(readers)('a file that says it is $label', (format) => {
  const file = soundFile(format)

  test('is imported as it is where nobody touched it', () => {
    const parsed = read(format, file)
    expect(parsed && plan(parsed).filter(({ table }) => table === 'sightings')).toHaveLength(4)
  })

  test('and is damaged, or has hostile values in it, is refused or gives sound records only', () => {
    const project = testProject()
    let refused = 0
    let kept = 0
    fc.assert(
      fc.property(damage, (steps) => {
        const parsed = read(format, damaged(file, steps))
        if (parsed === undefined) return void (refused += 1)
        kept += plan(parsed).length
        // What passes is stored, now and then, and the file is sound after it.
        if (kept % 7 !== 0) return
        const { edits } = planImport(parsed, project, { ...options, keepGoing: true })
        if (edits.length > 0) project.applyImport(change([...edits]), { fileName: 'x', sha256: '00' }, by)
      }),
      { numRuns: 1_500, seed },
    )
    // Enough of both, or the damage is too coarse or too fine to show anything.
    expect(refused).toBeGreaterThan(100)
    expect(kept).toBeGreaterThan(100)
    expect(project.records().sightings).not.toEqual([])
    expect(project.check()).toEqual([])
  }, 120_000)

  test('and is nothing of the kind is refused by its name, or gives records with their problems', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.string({ unit: 'binary', maxLength: 500 }).map((text) => new TextEncoder().encode(text)),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc
        .array(
          fc.constantFrom(
            ...hostileTexts,
            '{"type":"Feature"',
            '"coordinates":[',
            '"geometry":',
            ']',
            '}',
            '\n',
          ),
        )
        .map((parts) => new TextEncoder().encode(parts.join(''))),
    )
    fc.assert(
      fc.property(bytes, (content) => {
        const parsed = read(format, content)
        if (parsed !== undefined) plan(parsed)
      }),
      { numRuns: 1_500, seed },
    )
  })
})
