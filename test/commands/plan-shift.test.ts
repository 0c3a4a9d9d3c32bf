import { describe, expect, it } from 'vitest'
import { invert } from '../../src/commands/change.ts'
import { Command } from '../../src/commands/command.ts'
import { plan } from '../../src/commands/plan.ts'
import type { ProjectView } from '../../src/commands/view.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { RecordOf, TableName } from '../../src/domain/records.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { localFrame } from '../../src/geodesy/ellipsoid.ts'
import { fitTranslation, missesM, residualOfPairsM, translated } from '../../src/geodesy/translation.ts'
import { aScene, aSighting } from '../records.ts'

const now = '2026-11-23T09:00:00.000Z'
const context = { analyst: 'A. Nalyst', now, newUid }
const reference = aScene()
const scene = aScene()
const hull = { centre: [122.05, 29.95] as const, lengthM: 152.4, beamM: 21, headingDeg: 42.5 }
const sighting = aSighting(hull, { scene_uid: scene.uid })

function viewOf(scenes: Scene[], sightings: Sighting[] = []): ProjectView {
  return {
    get: <N extends TableName>(table: N, uid: string) =>
      ((table === 'scenes' ? scenes : sightings).find((one) => one.uid === uid) ?? null) as
        RecordOf[N] | null,
    sightingsWith: (column, uid) => sightings.filter((one) => one[column] === uid),
    absencesWith: () => [],
  }
}

const shift = (values: object = {}): Command =>
  Command.parse({
    kind: 'scene.shift',
    uid: scene.uid,
    reference_uid: reference.uid,
    shift_east_m: -7.8,
    shift_north_m: 5.1,
    residual_m: 0.6,
    by: 'automatic',
    ...values,
  })

describe('shifting a scene', () => {
  it('keeps the shift with its reference, residual, who and when, and leaves what was seen where it is', () => {
    const change = plan(shift(), viewOf([scene, reference], [sighting]), context)
    expect(change.edits).toHaveLength(1)
    expect(change.edits[0]?.after).toEqual({
      ...scene,
      shift_east_m: -7.8,
      shift_north_m: 5.1,
      shift_reference_uid: reference.uid,
      shift_residual_m: 0.6,
      shift_by: 'A. Nalyst (automatic)',
      shift_at: now,
      revision: 2,
    })
    expect(invert(change, newUid()).edits[0]?.after).toEqual(scene)
  })

  it('moves footprints along in the same step where it is told to, by what the shift changes', () => {
    const already = { ...scene, shift_east_m: -1.8, shift_north_m: 0.1 }
    const change = plan(shift({ move_sightings: true }), viewOf([already, reference], [sighting]), context)
    expect(change.edits.map(({ table }) => table)).toEqual(['scenes', 'sightings'])
    const moved = change.edits[1]?.after as Sighting
    const [east, north] = localFrame(hull.centre).toPlane([moved.lon ?? 0, moved.lat ?? 0])
    expect(east).toBeCloseTo(-6, 1)
    expect(north).toBeCloseTo(5, 1)
    expect(moved.length_m).toBeCloseTo(hull.lengthM, 1)
    expect(moved.heading_deg).toBeCloseTo(hull.headingDeg, 1)
  })

  it('is refused against itself, and against a scene that hangs on it', () => {
    const hanging = { ...reference, shift_reference_uid: scene.uid }
    const invalid = expect.objectContaining({ code: 'record/invalid' }) as Error
    expect(() => plan(shift({ reference_uid: scene.uid }), viewOf([scene]), context)).toThrow(invalid)
    expect(() => plan(shift(), viewOf([scene, hanging]), context)).toThrow(invalid)
    expect(() => plan(shift(), viewOf([scene]), context)).toThrow(
      expect.objectContaining({ code: 'record/not-found' }) as Error,
    )
  })

  it('is taken away again, with the footprints if wanted', () => {
    const shifted = { ...scene, shift_east_m: 10, shift_north_m: 0, shift_reference_uid: reference.uid }
    const command = Command.parse({ kind: 'scene.unshift', uid: scene.uid, move_sightings: true })
    const change = plan(command, viewOf([shifted, reference], [sighting]), context)
    expect(change.edits[0]?.after).toMatchObject({
      shift_east_m: null,
      shift_reference_uid: null,
      shift_at: null,
    })
    const moved = change.edits[1]?.after as Sighting
    expect(localFrame(hull.centre).toPlane([moved.lon ?? 0, moved.lat ?? 0])[0]).toBeCloseTo(-10, 1)
  })
})

describe('picking points by hand', () => {
  const pair = (eastM: number, northM: number, lon: number) => ({
    onScene: [lon, 29.95] as const,
    onReference: translated([lon, 29.95], eastM, northM),
  })

  it('takes one pair as it is, without a residual', () => {
    const picked = [pair(12.5, -3.25, 122.05)]
    const fitted = fitTranslation(picked)!
    expect(fitted.eastM).toBeCloseTo(12.5, 4)
    expect(fitted.northM).toBeCloseTo(-3.25, 4)
    expect(residualOfPairsM(picked, fitted)).toBeNull()
  })

  it('takes the least squares of more, with the misses of each, across the antimeridian too', () => {
    const picked = [pair(10, 0, 179.99999), pair(12, 0, 180), pair(11, 3, -179.9)]
    const fitted = fitTranslation(picked)!
    expect(fitted.eastM).toBeCloseTo(11, 4)
    expect(fitted.northM).toBeCloseTo(1, 4)
    expect(missesM(picked, fitted).map((miss) => Number(miss.toFixed(3)))).toEqual([1.414, 1.414, 2])
    expect(residualOfPairsM(picked, fitted)).toBeCloseTo(Math.sqrt(8 / 3), 4)
    expect(fitTranslation([])).toBeNull()
  })
})
