import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInstant, parseInstant } from '../../src/domain/time.ts'

describe('a time that someone writes', () => {
  test.each([
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01 12:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00,5Z', '2026-03-01T12:00:00.500Z'],
    ['2026-03-01T12:00:00.123999Z', '2026-03-01T12:00:00.123Z'],
    ['2026-03-01T20:00:00+08:00', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T20:00:00+0800', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T00:30:00+05:45', '2026-02-28T18:45:00.000Z'],
    ['2026-03-01T12:00:00-00:00', '2026-03-01T12:00:00.000Z'],
    ['20260301T120000Z', '2026-03-01T12:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['1899-12-31T23:30:00-02:00', null],
  ])('%s is kept as %s', (text, stored) => {
    expect(parseInstant(text)).toBe(stored)
  })

  test.each([
    '',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-03-00T00:00:00Z',
    '2026-02-28T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-03-01T12:60:00Z',
    '2026-03-01T12:00:00',
    '2026-03-01',
    '03/04/2026 12:00Z',
    '2026-3-1T00:00:00Z',
    '26-03-01T00:00:00Z',
    '2026-03-01T12:00:00+25:00',
    '2026-03-01T12:00:00UTC+8',
    '2026-03-01T12:00:00 GMT',
    '1677-09-21T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+012026-01-01T00:00:00Z',
    '٢٠٢٦-03-01T00:00:00Z',
    '２０２６-03-01T00:00:00Z',
    '2026-03-01T12:00:00.1234567890Z',
    '2026-03-01T12:00:00Z ',
    '2026-03-01T12:00:00Z\n',
    '1772366400',
    '46082.5',
  ])('%j is refused, never guessed', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('is kept in one form only, and that form is read back as itself', () => {
    const within = {
      min: new Date('1900-01-02T00:00:00Z'),
      max: new Date('2200-12-30T00:00:00Z'),
      noInvalidDate: true,
    }
    fc.assert(
      fc.property(fc.date(within), fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, zone) => {
        const hours = String(Math.floor(Math.abs(zone) / 60)).padStart(2, '0')
        const minutes = String(Math.abs(zone) % 60).padStart(2, '0')
        const there = new Date(date.getTime() + zone * 60_000).toISOString().slice(0, -1)
        const stored = parseInstant(`${there}${zone < 0 ? '-' : '+'}${hours}:${minutes}`)
        expect(stored).toBe(date.toISOString())
        expect(stored !== null && isInstant(stored) && parseInstant(stored)).toBe(stored)
      }),
    )
  })

  test('whatever it is gives a time in that form, or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d:TZ+. -]{8,30}$/)),
        (text) => {
          const stored = parseInstant(text)
          expect(stored === null || isInstant(stored)).toBe(true)
        },
      ),
    )
  })
})

test.each([
  ['Asia/Kathmandu', 'ne_NP.UTF-8'],
  ['America/St_Johns', 'tr_TR.UTF-8'],
  ['Europe/London', 'ar_EG.UTF-8'],
])('a computer in %s with the language %s stores the same times', (TZ, LANG) => {
  const script = `
    import { parseInstant } from ${JSON.stringify(new URL('../../src/domain/time.ts', import.meta.url).href)}
    const texts = ['2026-03-29T01:30:00Z', '2026-10-25T01:30:00+01:00', '2026-03-01T23:59:59.999-03:30']
    console.log(JSON.stringify(texts.map(parseInstant)))`
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, TZ, LANG, LC_ALL: LANG },
  })
  expect(JSON.parse(answer)).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-03-02T03:29:59.999Z',
  ])
})
