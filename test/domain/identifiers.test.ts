import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imoCheckDigitFits, imoDoubt, isUid, newUid, normaliseImo } from '../../src/domain/identifiers.ts'
import { mmsiDoubt } from '../../src/domain/mmsi.ts'

describe('an IMO number', () => {
  test.each(['9074729', '9811000', '9241061', '9176187', '9321483', '9629897', '8814275'])(
    '%s of a real ship is right, however it is written',
    (imo) => {
      for (const text of [imo, `IMO ${imo}`, `imo${imo}`, `IMO: ${imo}`, ` ${imo} `])
        expect(normaliseImo(text)).toBe(imo)
      expect(imoCheckDigitFits(imo)).toBe(true)
    },
  )

  test('with one digit changed is told', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = Array.from('9074729', Number)
        digits[at] = ((digits[at] ?? 0) + by) % 10
        const imo = digits.join('')
        // Weights that share a factor with 10 let some changes of the digit beneath them pass.
        if (imoCheckDigitFits(imo)) expect([6, 5, 4, 2]).toContain(7 - at)
      }),
    )
    expect(imoCheckDigitFits('9074728')).toBe(false)
  })

  test.each([
    '907472',
    '90747290',
    '0000000',
    '0074729',
    '９０７４７２９',
    '9O74729',
    'IMO',
    '',
    '9074729; DROP TABLE',
  ])('%j is none', (text) => {
    expect(normaliseImo(text)).toBeNull()
    expect(imoCheckDigitFits(text)).toBe(false)
  })
})

test('a filler, a wrong check digit and a wrong length of an IMO number are each called what they are', () => {
  expect(imoDoubt('IMO 9074729')).toBeNull()
  expect(['1234567', 'IMO 9999993'].map(imoDoubt)).toEqual(Array(2).fill(expect.stringContaining('filler')))
  expect(imoDoubt('9074728')).toContain('check digit')
  expect(['907472', '0000000', '９０７４７２９'].map(imoDoubt)).toEqual(
    Array(3).fill(expect.stringContaining('seven digits')),
  )
})

describe('an MMSI', () => {
  test.each(['431000123', '201000001', '775999999', '823500123', '982011234'])(
    '%s is of a ship or its craft',
    (mmsi) => {
      expect(mmsiDoubt(mmsi)).toBeNull()
    },
  )

  test.each([
    '000000000',
    '111111111',
    '999999999',
    '123456789',
    '002191000',
    '023123456',
    '111201001',
    '992191234',
    '970123456',
    '972123456',
    '974123456',
    '12345678',
    '43100012a',
    '４３１０００１２３',
    '',
    // Nobody gives numbers with 299, 812 or 98-119.
    '299000001',
    '812345678',
    '981191234',
  ])('%j is doubtful as a ship, and the doubt is said', (mmsi) => {
    expect(mmsiDoubt(mmsi)).toMatch(/\.$/)
  })

  test('of another country than the flag is doubted, where the flag is understood', () => {
    const panama = '351000001'
    for (const flag of ['PA', ' panama ', 'Bahama', 'a flag of convenience', '', null])
      expect(mmsiDoubt(panama, flag)).toBeNull()
    for (const flag of ['LR', 'Liberia', 'usa']) expect(mmsiDoubt(panama, flag)).toContain('Panama')
  })
})

test('identities are in the order of their making and are all different', () => {
  const uids = Array.from({ length: 2_000 }, newUid)
  expect(new Set(uids).size).toBe(uids.length)
  expect([...uids].sort()).toEqual(uids)
  expect(uids.every(isUid)).toBe(true)
})
