import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainJson, plainNumber } from '../../src/exchange/plain-json.ts'

test('every number is the same number, written without an exponent', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = plainNumber(value)
      expect(text).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Number(text)).toBe(value + 0)
    }),
    { numRuns: 2000 },
  )
  expect([1e-7, 1e21, -1.5e-10, -0, NaN, Infinity].map(plainNumber)).toEqual([
    '0.0000001',
    '1000000000000000000000',
    '-0.00000000015',
    '0',
    'null',
    'null',
  ])
})

test('any document is the one that JSON.stringify writes, indented or not', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
      expect(JSON.parse(plainJson(value, indent))).toEqual(
        JSON.parse(JSON.stringify(value).replaceAll(/(?<=[[:,])-0(?=[\],}])/g, '0')),
      )
    }),
  )
})
