import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEditTool, editableHull, rectangleOf } from '../../../../renderer/map/tools/edit-tool.ts'
import type { FootprintOnMap } from '../../../../renderer/map/map-contract.ts'
import type { ScreenPoint, Tool } from '../../../../renderer/map/tools/pen.ts'
import { createSelectTool } from '../../../../renderer/map/tools/select-tool.ts'
import { ringOf } from '../../../../src/domain/polygon.ts'
import { geodesicArea, geodesicBetween } from '../../../../src/geodesy/ellipsoid.ts'
import {
  handlePosition,
  handles,
  hullOfRing,
  ringOfHull,
  type Handle,
  type Hull,
} from '../../../../src/geodesy/footprint.ts'
import { measureErrors } from '../../../../src/geodesy/uncertainty.ts'
import { createDesk, middle, penAt, toScreen } from '../desk.ts'

const hull: Hull = { centre: middle, lengthM: 200, beamM: 40, headingDeg: 0 }

const footprintOf = (shape: Hull, headingDeg: number | null = shape.headingDeg): FootprintOnMap => ({
  uid: 'one',
  geom: { type: 'Polygon', coordinates: [ringOfHull(shape)] },
  headingDeg,
  label: '',
  color: '#fff',
  side: 'B',
})

const start = (footprint = footprintOf(hull)) => {
  const desk = createDesk()
  const editing = createEditTool(desk.host)
  editing.edit(footprint)
  const tool: Tool = createSelectTool(
    desk.host,
    editing,
    () => 'one',
    () => ['one', 'two'],
  )
  const last = (): Hull => {
    const event = desk.ofType('footprint-reshaped').at(-1)
    if (event === undefined) throw new Error('nothing was reshaped')
    return hullOfRing(ringOf(event.footprint), event.headingDeg)
  }
  return { ...desk, editing, tool, last }
}

describe('a hull of odd shape', () => {
  it('has no handles, but shows the rectangle that it is measured by', () => {
    const [a, b, c, d] = ringOfHull(hull)
    if (!a || !b || !c || !d) throw new Error('a hull has four corners')
    const bowless: [number, number] = [(b[0] + c[0]) / 2, (b[1] + c[1]) / 2]
    const odd = {
      ...footprintOf(hull),
      geom: { type: 'Polygon' as const, coordinates: [[a, bowless, d, a]] },
    }
    expect(editableHull(odd)).toBeNull()
    expect(rectangleOf(odd)?.lengthM).toBeCloseTo(200, 0)
    expect(rectangleOf(odd)?.beamM).toBeCloseTo(40, 0)
    expect(rectangleOf({ ...odd, state: 'place' })).toBeNull()
  })
})

describe('editing a hull by its handles', () => {
  it('keeps the stern where it is while the bow is dragged', () => {
    const { tool, drag, last } = start()
    expect(drag(tool, [500, 400], [520, 380], [500, 350])).toBe(true)
    expect(last().lengthM).toBeCloseTo(250, 1)
    expect(last().beamM).toBeCloseTo(40, 1)
    const stern = toScreen(last().centre)
    expect(stern?.[1]).toBeCloseTo(475, 1)
  })

  it('keeps port where it is while starboard is dragged', () => {
    const { tool, drag, last } = start()
    drag(tool, [520, 500], [540, 500])
    expect(last().beamM).toBeCloseTo(60, 1)
    expect(toScreen(last().centre)?.[0]).toBeCloseTo(510, 1)
  })

  it('says with every movement what will be stored, with the deck in the ± where the outline follows it', () => {
    for (const [edge, errorM] of [
      ['waterline', measureErrors({ gsdM: 3, offNadirDeg: 20, edge: 'waterline' }).length_error_m],
      ['deck', measureErrors({ gsdM: 3, offNadirDeg: 20, edge: 'deck' }).length_error_m],
    ] as const) {
      const { tool, ofType } = start({ ...footprintOf(hull), edge })
      tool.press(penAt([500, 400]), toScreen)
      tool.drag(penAt([500, 390]))
      expect(ofType('tool-step').at(-1)?.measures?.lengthErrorM).toBe(errorM)
    }
  })

  it('turns about the centre by the handle ahead of the bow', () => {
    const { tool, drag, last } = start()
    drag(tool, [500, 374], [626, 500])
    expect(last().headingDeg).toBeCloseTo(90, 1)
    expect(geodesicBetween(last().centre, middle).distanceM).toBeLessThan(0.05)
  })

  it('moves the whole hull only by its own handle', () => {
    const { tool, drag, ofType, last } = start()
    expect(drag(tool, [510, 450], [600, 450])).toBe(false)
    expect(ofType('footprint-reshaped')).toHaveLength(0)
    drag(tool, [500, 500], [530, 510])
    expect(toScreen(last().centre)?.[0]).toBeCloseTo(530, 1)
    expect(last().lengthM).toBeCloseTo(200, 1)
  })

  it('selects several by a box drawn with Shift, and adds one by a click with Shift', () => {
    const { tool, ofType } = start()
    tool.press(penAt([100, 100], { shift: true }), toScreen)
    tool.drag(penAt([300, 300], { shift: true }))
    tool.release(penAt([300, 300], { shift: true }))
    expect(ofType('picked-many')).toEqual([{ type: 'picked-many', uids: ['one', 'two'] }])
    tool.press(penAt([100, 100], { shift: true }), toScreen)
    tool.release(penAt([100, 100], { shift: true }))
    expect(ofType('picked').at(-1)).toMatchObject({ additive: true })
  })

  it('ends a gesture in one edit, and a press without a movement in none', () => {
    const { tool, drag, ofType } = start()
    drag(tool, [500, 400])
    expect(ofType('footprint-reshaped')).toHaveLength(0)
    drag(tool, [500, 400], [500, 390], [500, 380], [500, 370])
    expect(ofType('footprint-reshaped')).toHaveLength(1)
  })

  it('puts everything back with Esc', () => {
    const { tool, editing, ofType } = start()
    tool.press(penAt([500, 400]), toScreen)
    tool.drag(penAt([500, 300]))
    expect(tool.stepBack()).toBe(true)
    tool.release(penAt([500, 300]))
    expect(ofType('footprint-reshaped')).toHaveLength(0)
    expect(editing.drawnHere()).toBeNull()
    expect(tool.stepBack()).toBe(false)
  })

  it('leaves it unknown which end is the bow where it was unknown', () => {
    const { tool, drag, ofType } = start(footprintOf(hull, null))
    drag(tool, [500, 400], [500, 380])
    expect(ofType('footprint-reshaped')[0]?.headingDeg).toBeNull()
  })

  it('does not squeeze an outline that is no rectangle into one', () => {
    const [a, b, c, d] = ringOfHull(hull)
    const bent: FootprintOnMap = {
      ...footprintOf(hull),
      geom: { type: 'Polygon', coordinates: [[a!, b!, [(c![0] + a![0]) / 2, c![1]], d!, a!]] },
    }
    expect(editableHull(bent)).toBeNull()
    expect(editableHull(footprintOf(hull))).not.toBeNull()
  })

  it('gives a rectangle that has not flipped after any sequence of drags', () => {
    const point = fc.tuple(fc.integer({ min: 100, max: 900 }), fc.integer({ min: 100, max: 900 }))
    const drags = fc.array(fc.tuple(fc.constantFrom(...handles), point), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(drags, (gestures) => {
        const { editing, ofType } = start()
        let now = hull
        for (const [handle, to] of gestures) {
          const grip = gripOf(now, handle)
          if (grip === null || !editing.press(penAt(grip), toScreen)) continue
          editing.drag(penAt(to))
          editing.release()
          const event = ofType('footprint-reshaped').at(-1)
          if (event?.headingDeg == null) throw new Error('nothing was reshaped')
          const ring = ringOf(event.footprint)
          now = hullOfRing(ring, event.headingDeg)
          const off = Math.abs(((now.headingDeg - event.headingDeg + 540) % 360) - 180)
          // 7 decimals are a centimetre: a hull of one metre has corners that are off by a hundredth.
          expect(Math.abs(geodesicArea(ring) - now.lengthM * now.beamM)).toBeLessThan(
            0.05 * (now.lengthM + now.beamM),
          )
          expect(off).toBeLessThan(now.lengthM > 20 ? 1 : 45)
          editing.edit(footprintOf(now))
        }
      }),
      { numRuns: 50 },
    )
  })
})

/** Where a handle is to be found on the screen: the one for turning stands 26 pixels ahead of the bow. */
function gripOf(now: Hull, handle: Handle): ScreenPoint | null {
  const [bow, at] = [toScreen(handlePosition(now, 'bow')), toScreen(handlePosition(now, handle))]
  if (handle !== 'turn' || bow === null) return at
  const heading = (now.headingDeg * Math.PI) / 180
  return [bow[0] + 26 * Math.sin(heading), bow[1] - 26 * Math.cos(heading)]
}
