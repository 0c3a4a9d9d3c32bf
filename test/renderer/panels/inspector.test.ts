import { describe, expect, it } from 'vitest'
import {
  aliasesOf,
  aliasesProblem,
  builtProblem,
  metresOf,
  metresProblem,
  newVesselDoubt,
  numberTaken,
  patchFromText,
  vesselChoices,
  vesselsOfSize,
} from '../../../renderer/panels/inspector/vessel-search.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { termMatches } from '../../../renderer/ui/term-search.ts'
import { vesselClasses } from '../../../src/domain/vocabulary.ts'
import { aSighting, aVessel, uidOf } from '../state/records.ts'

const angara = aVessel(21, { name: 'ANGARA', imo: '9179842', mmsi: '273310000', aliases: ['OLD NAME'] })
const lance = aVessel(22, { name: 'SEA LANCE', length_m: 102 })

describe('the vessel field', () => {
  it('finds a vessel by name, alias, IMO as written in documents, and part of an MMSI', () => {
    for (const text of ['anga', 'old name', 'IMO 9179842', '27331'])
      expect(vesselChoices([angara, lance], text)[0]).toMatchObject({ kind: 'known', value: uidOf(21) })
  })

  it('offers a new vessel for what nobody is called, and none for one that is there', () => {
    expect(vesselChoices([angara], 'SEA')).toEqual([
      { kind: 'new', value: 'new', label: 'New vessel: SEA', patch: { name: 'SEA' } },
    ])
    expect(vesselChoices([angara], 'angara').map(({ kind }) => kind)).toEqual(['known'])
    expect(vesselChoices([angara], 'imo 9179842').map(({ kind }) => kind)).toEqual(['known'])
  })

  it('takes seven digits for an IMO number and nine for an MMSI', () => {
    expect(patchFromText('9074729')).toEqual({ imo: '9074729' })
    expect(patchFromText('MMSI 273310000')).toEqual({ mmsi: '273310000' })
    expect(patchFromText(' 12 ')).toEqual({ name: '12' })
  })

  it('says which other vessel has a number already', () => {
    const index = { vessels: new Map([[angara.uid, angara]]) }
    const taken = (uid: string, text: string) => numberTaken(index, { uid }, 'imo', text)
    expect(taken('another', 'imo 9179842')).toContain('ANGARA has this number too')
    expect(taken('another', '9074729')).toBeNull()
    expect(taken(angara.uid, '9179842')).toBeNull()
  })

  it('flags what a new vessel would get while it is typed', () => {
    const doubt = (text: string) => newVesselDoubt(patchFromText(text))
    expect(doubt('9074729')).toBeNull()
    expect(doubt('IMO 9074728')).toContain('check digit')
    expect(doubt('273310000')).toBeNull()
    expect(doubt('123456789')).toContain('filler')
    expect(doubt('90747')).toContain('digits only')
    expect(doubt('SEA LANCE 2')).toBeNull()
  })

  it('takes a length in metres with a point or a comma, and no other text', () => {
    expect(['', ' 269 ', '32,2', '6.1'].map(metresOf)).toEqual([null, 269, 32.2, 6.1])
    expect(['', '269', '32,2'].map(metresProblem)).toEqual([null, null, null])
    for (const text of ['0', '-3', '1e3', '2000', '100 m', '1,2,3'])
      expect(metresProblem(text)).toContain('Metres')
  })

  it('takes a year, and other names with semicolons between them', () => {
    expect(['1998', ' 2024 ', ''].map(builtProblem)).toEqual([null, null, null])
    for (const text of ['98', '1998.5', 'soon', '20240']) expect(builtProblem(text)).toContain('four digits')
    expect(aliasesOf('OLD NAME;; OLDER ; ')).toEqual(['OLD NAME', 'OLDER'])
    expect(aliasesProblem('OLD NAME; OLDER')).toBeNull()
    expect(aliasesProblem('x'.repeat(201))).toContain('200')
  })

  it('proposes vessels whose length lies within the error of the sighting, nearest first', () => {
    const seen = aSighting(101, { vessel_uid: uidOf(21), length_m: 99.5 })
    const far = aVessel(23, { length_m: 150 })
    const here = aSighting(100)
    const index = buildIndex({
      scenes: [],
      sightings: [seen, here],
      absences: [],
      vessels: [lance, angara, far],
      places: [],
    })
    expect(vesselsOfSize(index, here, 4).map(({ vessel, lengthM }) => [vessel.name, lengthM])).toEqual([
      ['ANGARA', 99.5],
      ['SEA LANCE', 102],
    ])
  })
})

describe('the search of a vocabulary', () => {
  const term = (value: keyof typeof vesselClasses) => ({ value, ...vesselClasses[value] })
  it('finds a term by the beginning of words of its name, its group or its meaning', () => {
    expect(termMatches(term('cargo.container'), 'cont')).toBe(true)
    expect(termMatches(term('cargo.container'), 'lashing')).toBe(true)
    expect(termMatches(term('cargo.container'), 'cargo con')).toBe(true)
    expect(termMatches(term('cargo.container'), 'tainer')).toBe(false)
    expect(termMatches(term('naval.frigate'), '')).toBe(true)
  })
})
