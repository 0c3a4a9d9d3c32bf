import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/domain/problem.ts'
import { parseJsonWithList } from '../../src/exchange/json-list.ts'
import { readGeoJson } from '../../src/exchange/geojson.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const parse = (text: string) => parseJsonWithList(utf8(text), 'features', 'a.json')
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem && error.code === 'import/refused') return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

const hostile = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  ']',
  '}',
  ',',
  '[',
  '{"features":[1',
  'features',
  '\u2028',
  '船',
)
const text = fc.oneof(fc.string(), hostile)
const value = fc.jsonValue()
const element = fc.oneof(value, text, fc.record({ features: fc.array(value, { maxLength: 3 }) }))

describe('a JSON document with a long list', () => {
  test('gives what JSON.parse gives, element by element, however it is written', () => {
    const documents = fc.record({
      before: fc.dictionary(text, value, { maxKeys: 2 }),
      features: fc.array(element, { maxLength: 6 }),
      after: fc.dictionary(text, value, { maxKeys: 2 }),
    })
    fc.assert(
      fc.property(documents, fc.constantFrom(0, 1, '\t', '\r\n'), ({ before, features, after }, indent) => {
        const written = JSON.stringify({ before, features, after }, null, indent)
        const whole = JSON.parse(written) as { features: unknown[] }
        const { document, elements } = parse(written)
        expect([...(elements ?? [])]).toEqual(whole.features)
        expect(document).toEqual({ ...whole, features: [] })
      }),
      { numRuns: 400 },
    )
  })

  test('is refused wherever it is cut off', () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features: [{ a: '}]' }, { b: [1] }], n: 1 })
    for (let end = 1; end < whole.length; end += 1)
      expect(refusal(() => [...(parse(whole.slice(0, end)).elements ?? [])])).toMatch(/cut off|not JSON/)
  })

  test.each([
    ['{"features":[\n{},\n{"a":\n1 1}]}', 4],
    ['{"features":[{},\n,{}]}', 2],
    ['{"features":[{},\n\n]}', 3],
    ['{"features":[{},\n{"a":1,\n"a":2}]}', 3],
    ['{"features":[\n{}\n],\n}', 4],
    ['{"features":[1],\n"features":[2]}', 2],
  ])('names the line in which it is wrong: %j', (wrong, line) => {
    expect(refusal(() => [...(parse(wrong).elements ?? [])])).toContain(`in line ${line}.`)
  })

  test('holds no more than memory does: one piece of 16 MB, 200,000 records', () => {
    const giant = 'x'.repeat(16_000_001)
    const pieces = [`{"features":[{"a":"${giant}"}]}`, `{"a":"${giant}","features":[]}`, `["${giant}"]`]
    for (const each of pieces) expect(refusal(() => [...(parse(each).elements ?? [])])).toContain('16 MB')
    const many = '{},'.repeat(200_000)
    expect(refusal(() => parse(`{"features":[${many}{}]}`))).toContain('200,000')
  })

  test('is one for GeoJSON too where it is only called a collection', () => {
    const odd = '{"type":"Feature","features":[{}],"geometry":null,"properties":{}}'
    expect([...readGeoJson(utf8(odd), 'a.geojson').records]).toHaveLength(1)
  })
})
