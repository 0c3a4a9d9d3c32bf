import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invert, makeEdit, type Edit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { ProjectFile } from '../../src/project/project-file.ts'
import { by, change, insertSighting, insertVessel, sighting, square, vessel } from './sample-data.ts'
import { testProject } from './test-project.ts'

const step = fc.record({
  kind: fc.constantFrom(
    'draw',
    'move',
    'note',
    'remove',
    'vessel',
    'name',
    'together',
    'import',
    'undo',
    'redo',
  ),
  pick: fc.nat(),
  text: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function edits(project: ProjectFile, { kind, pick, text, lon, lat }: Step): Edit[] {
  const { sightings, vessels } = project.records()
  const hull = sightings[pick % Math.max(1, sightings.length)]
  const ship = vessels[pick % Math.max(1, vessels.length)]
  const revised = (fields: object): Edit[] =>
    hull === undefined
      ? []
      : [makeEdit('sightings', hull.uid, hull, { ...hull, ...fields, revision: (hull.revision ?? 0) + 1 })]
  switch (kind) {
    case 'draw':
      return [insertSighting(sighting({ geom: square(lon, lat), notes: text }))]
    case 'move':
      return revised({ geom: square(lon, lat) })
    case 'note':
      // A revision that stays the same is raised by the file itself, as for any other program.
      return hull === undefined ? [] : [makeEdit('sightings', hull.uid, hull, { ...hull, notes: `${text}!` })]
    case 'remove':
      return hull === undefined ? [] : [makeEdit('sightings', hull.uid, hull, null)]
    case 'vessel':
      return [insertVessel(vessel({ name: text, aliases: [text] }))]
    case 'name':
      return ship === undefined
        ? []
        : [makeEdit('vessels', ship.uid, ship, { ...ship, name: text, revision: 99 })]
    case 'together':
    case 'import':
    case 'undo':
    case 'redo': {
      const made = vessel({ name: text })
      return [insertVessel(made), ...revised({ vessel_uid: made.uid }), insertSighting(sighting())]
    }
  }
}

function perform(project: ProjectFile, asked: Step): void {
  const { undo, redo } = project.history()
  const back = asked.kind === 'undo' ? undo.at(-1) : asked.kind === 'redo' ? redo.at(-1) : undefined
  if (back !== undefined) project.apply(invert(project.changeOf(back.change_uid), newUid()), by)
  else if (asked.kind === 'import')
    project.applyImport(change(edits(project, asked)), { fileName: 'a.geojson', sha256: '00' }, by)
  else if (asked.kind !== 'undo' && asked.kind !== 'redo') project.apply(change(edits(project, asked)), by)
}

test('whatever an analyst did, undoing all of it leads to the first state, and redoing all of it to the last', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const project = testProject()
      const first = project.records()
      for (const asked of steps) perform(project, asked)
      const last = project.records()
      const count = project.history().undo.length
      for (let at = project.history().undo.at(-1); at !== undefined; at = project.history().undo.at(-1))
        project.apply(invert(project.changeOf(at.change_uid), newUid()), by)
      expect(project.records()).toEqual(first)
      for (let done = 0; done < count; done += 1) {
        const at = project.history().redo.at(-1)
        if (at !== undefined) project.apply(invert(project.changeOf(at.change_uid), newUid()), by)
      }
      expect(project.records()).toEqual(last)
      expect(project.check()).toEqual([])
      project.close()
    }),
    { numRuns: 25 },
  )
})
