import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { applyChange, buildIndex, type ProjectIndex } from '../../renderer/state/project-index.ts'
import { Command, type CommandKind } from '../../src/commands/command.ts'
import { api, type EditResult } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { tableNames } from '../../src/domain/records.ts'
import { vesselClasses } from '../../src/domain/vocabulary.ts'
import { connect } from '../../src/project/connection.ts'
import { createProject } from '../../src/project/project-file.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { by, change, insertPlace, insertScene, insertSighting, insertVessel } from '../project/sample-data.ts'
import { place, scene, sighting, square, vessel } from '../project/sample-data.ts'

const kinds = Command.options.map((option) => option.shape.kind.value)
const wanted = 200

const step = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(10_000),
  other: fc.nat(10_000),
  text: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  metres: fc.double({ min: -500, max: 500, noNaN: true }),
  flag: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const of = <T>(list: ReadonlyMap<string, T>, pick: number): T | undefined =>
  [...list.values()][pick % list.size]

/** What an analyst could mean by a step, on the project as it is; null where there is nothing to do it to. */
function commandOf(index: ProjectIndex, { kind, pick, other, text, metres, flag }: Step): Command | null {
  const [hull, second] = [of(index.sightings, pick), of(index.sightings, other)]
  const [day, later] = [of(index.scenes, pick), of(index.scenes, other)]
  const [ship, yard, absence] = [of(index.vessels, pick), of(index.places, other), of(index.absences, pick)]
  const area = square(122 + (pick % 900) / 10_000, 29.9 + (other % 900) / 10_000)
  const uid = newUid()
  const codes = Object.keys(vesselClasses) as (keyof typeof vesselClasses)[]
  const patch = {
    class: codes[pick % codes.length] ?? 'unknown',
    notes: text,
    place_uid: flag ? null : (yard?.uid ?? null),
    ...(flag ? { vessel_uid: ship?.uid ?? null } : { edge: 'deck' as const }),
  }
  const heading_deg = flag ? null : pick % 360
  switch (kind) {
    case 'sighting.draw':
      return day === undefined ? null : { kind, uid, scene_uid: day.uid, footprint: area, heading_deg, patch }
    case 'sighting.carry':
      if (hull === undefined || later === undefined) return null
      return {
        kind,
        uid,
        from_uid: hull.uid,
        scene_uid: later.uid,
        vessel_uid: newUid(),
        footprint: area,
        heading_deg,
      }
    case 'sighting.reshape':
      return hull === undefined ? null : { kind, uid: hull.uid, footprint: area, heading_deg }
    case 'sighting.revise':
      if (hull === undefined || second === undefined) return null
      return { kind, uids: [...new Set([hull.uid, second.uid])], patch }
    case 'sighting.remove':
      return hull === undefined ? null : { kind, uids: [hull.uid] }
    case 'sighting.move':
      return hull === undefined ? null : { kind, uids: [hull.uid], east_m: metres, north_m: -metres }
    case 'sighting.turn':
      return hull === undefined ? null : { kind, uids: [hull.uid], degrees: metres / 2 }
    case 'sighting.copy':
      if (hull === undefined || later === undefined) return null
      return { kind, scene_uid: later.uid, copies: [{ uid, from_uid: hull.uid }] }
    case 'sighting.merge': {
      const twin = [...index.sightings.values()].find(
        (one) => one !== hull && hull !== undefined && one.scene_uid === hull.scene_uid,
      )
      return hull === undefined || twin === undefined ? null : { kind, uids: [hull.uid, twin.uid] }
    }
    case 'sighting.link':
      if (hull === undefined || second === undefined || hull === second) return null
      return { kind, uids: [hull.uid, second.uid], vessel_uid: uid }
    case 'sighting.part':
      if (hull === undefined || second === undefined || hull === second) return null
      return { kind, uids: [hull.uid, second.uid], vessel_uids: [uid, newUid()] }
    case 'sighting.absent':
      if (hull === undefined || later === undefined) return null
      return {
        kind,
        uid: hull.uid,
        scene_uid: later.uid,
        absence_uid: uid,
        vessel_uid: newUid(),
        result: flag ? 'not_seen' : 'not_visible',
        reason: text,
      }
    case 'vessel.create':
      return { kind, uid, patch: { name: text, imo: '9074729' }, sighting_uids: hull ? [hull.uid] : [] }
    case 'vessel.revise':
      return ship === undefined ? null : { kind, uid: ship.uid, patch: { name: text, aliases: [text] } }
    case 'vessel.remove':
      return ship === undefined ? null : { kind, uid: ship.uid }
    case 'scene.revise': {
      const acquired_at = `2026-02-${String(1 + (other % 28)).padStart(2, '0')}T02:31:07.000Z`
      return day === undefined
        ? null
        : { kind, uid: day.uid, patch: flag ? { acquired_at } : { off_nadir_deg: pick % 40, notes: text } }
    }
    case 'scene.remove': {
      if (day === undefined) return null
      const twin = [...index.scenes.values()].find((one) => one !== day && one.sha256 === day.sha256)
      return { kind, uid: day.uid, ...(flag && twin !== undefined ? { into: twin.uid } : {}) }
    }
    case 'scene.shift':
      if (day === undefined || later === undefined) return null
      return {
        kind,
        uid: day.uid,
        reference_uid: flag ? later.uid : null,
        shift_east_m: metres,
        shift_north_m: metres / 2,
        residual_m: null,
        by: 'manual',
        move_sightings: flag,
      }
    case 'scene.unshift':
      return day === undefined ? null : { kind, uid: day.uid, move_sightings: flag }
    case 'place.draw':
      return { kind, uid, area, patch: { name: text, kind: 'berth', parent_uid: yard?.uid ?? null } }
    case 'place.revise':
      return yard === undefined
        ? null
        : { kind, uid: yard.uid, patch: flag ? { geom: area } : { name: text } }
    case 'place.remove':
      return yard === undefined ? null : { kind, uid: yard.uid }
    case 'absence.record':
      if (day === undefined) return null
      return {
        kind,
        uid,
        scene_uid: day.uid,
        vessel_uid: ship?.uid ?? null,
        place_uid: yard?.uid ?? null,
        result: flag ? 'not_seen' : 'not_visible',
        reason: text,
      }
    case 'absence.remove':
      return absence === undefined ? null : { kind, uid: absence.uid }
  }
}

/** A project with scenes, hulls, a vessel and places, before anybody worked in it. */
function newYard(folder: string): string {
  const project = createProject(join(folder, 'yard.gpkg'))
  const scenes = [1, 2, 3, 4, 5, 6].map((number) =>
    scene({
      path: null,
      sha256: String(number % 4).repeat(64),
      acquired_at: `2026-01-0${number}T02:31:07.000Z`,
      shift_east_m: null,
      shift_north_m: null,
      shift_reference_uid: null,
    }),
  )
  const ship = vessel()
  const hulls = scenes.slice(0, 3).map(({ uid }, i) =>
    sighting({
      scene_uid: uid,
      vessel_uid: i === 0 ? ship.uid : null,
      geom: square(122.05, 29.95 + i / 100),
    }),
  )
  const records = [...scenes.map(insertScene), insertVessel(ship), insertPlace(place()), insertPlace(place())]
  project.apply(change([...records, ...hulls.map(insertSighting)], 'What was there before'), by)
  project.close()
  return project.path
}

/** Every row of every table of records as the file holds it. `fid` is a row's place and no part of its record. */
function dump(path: string): unknown {
  const db = connect(path, 'read', {})
  try {
    return tableNames.map((table) => {
      const rows = db.prepare(`SELECT * FROM ${table} ORDER BY uid`).all() as Record<string, unknown>[]
      return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'fid')))
    })
  } finally {
    db.close()
  }
}

test(`any ${wanted} commands undone lead back to the first state of the file, redone to the last, over restarts`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-undo-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const applied = new Set<CommandKind>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 450, maxLength: 450 }), async (steps) => {
      const own = mkdtempSync(join(folder, 'run-'))
      const path = newYard(own)
      const open = async () => {
        const core = createWorkbench({ settingsFolder: own, appVersion: 'test', emit: () => undefined })
        const client = createClient(api, core)
        const { records } = await client['project.open']({ grant: (await core.grant(path, 'read')).grant })
        return { core, client, records }
      }
      let at = await open()
      const restart = async () => {
        await at.core.close()
        at = await open()
      }
      let index = buildIndex(at.records)
      const first = dump(path)
      let count = 0
      for (const asked of steps) {
        if (count === wanted) break
        const command = commandOf(index, asked)
        const result: EditResult | null =
          command === null ? null : await at.client['edit.apply'](command).catch(refused)
        if (command === null || result === null || result.change.edits.length === 0) continue
        index = applyChange(index, result.change)
        applied.add(command.kind)
        count += 1
        if (count === wanted / 2) await restart()
      }
      expect(count).toBe(wanted)
      const last = dump(path)
      expect(last).not.toEqual(first)
      for (let done = 0; done < wanted; done += 1) {
        await at.client['edit.undo'](undefined)
        if (done === wanted / 2) await restart()
      }
      expect(dump(path)).toEqual(first)
      for (let done = 0; done < wanted; done += 1) {
        await at.client['edit.redo'](undefined)
        if (done === wanted / 3) await restart()
      }
      expect(dump(path)).toEqual(last)
      expect(await at.client['edit.redo'](undefined).catch(refused)).toBeNull()
      await at.core.close()
    }),
    { numRuns: 2, endOnFailure: true },
  )
  expect([...applied].sort()).toEqual([...kinds].sort())
})

/** A command that a rule refuses changes nothing; anything else is a fault. */
function refused(error: unknown): null {
  if (error instanceof Problem && /^(record|footprint|scene|history)\//.test(error.code)) return null
  throw error
}
