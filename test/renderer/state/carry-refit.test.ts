import { describe, expect, it } from 'vitest'
import type { HullBefore, MapController, Refitted } from '../../../renderer/map/map-contract.ts'
import { refitText } from '../../../renderer/state/carry-refit.ts'
import { answerCarry, beginCarry, endCarry, reshapeGhost } from '../../../renderer/state/carry-work.ts'
import { ringOf, type Polygon } from '../../../src/domain/polygon.ts'
import { geodesicPoint } from '../../../src/geodesy/ellipsoid.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { ringOfHull } from '../../../src/geodesy/footprint.ts'
import { aDesk } from './a-desk.ts'
import { aScene, aSighting, uidOf } from './records.ts'

const [february, march] = [aScene(2, { acquired_at: '2024-02-01T00:00:00.000Z' }), aScene(1)]
const [lon, lat] = [122.05, 29.95]

const outline = (eastM: number, headingDeg = 90): Polygon => ({
  type: 'Polygon',
  coordinates: [
    ringOfHull({ centre: geodesicPoint([lon, lat], 90, eastM), lengthM: 100, beamM: 20, headingDeg }),
  ],
})
const moved = (eastM: number): Refitted => ({ footprint: outline(eastM), headingDeg: 90, isSure: true })

/** A desk that carries so many hulls, 300 m apart, before a map that answers when it is told to. */
function begun(count: number, drawn: readonly Sighting[] = []) {
  const found = aDesk()
  const { desk } = found
  const hulls = Array.from({ length: count }, (_, i) => {
    const [east, north] = geodesicPoint([lon, lat], 90, 300 * i)
    const geom = outline(300 * i)
    const place = { lon: east, lat: north, geom, heading_deg: 90, heading_known: 1 as const }
    return aSighting(100 + i, { ...place, scene_uid: february.uid })
  })
  found.open([...hulls, ...drawn], { scenes: [february, march] })
  desk.workbench.setState({ shown: march.uid, compared: february.uid })
  const asked: { hull: HullBefore; answer: (found: Refitted | null) => void }[] = []
  const map: Pick<MapController, 'refit'> = {
    refit: (hull) => new Promise((answer) => asked.push({ hull, answer })),
  }
  desk.map.current = map as MapController
  beginCarry(desk)
  const answer = async (found: Refitted | null) => {
    asked.at(-1)?.answer(found)
    await new Promise((done) => setTimeout(done))
  }
  const written = () => desk.project.getState().edits.map(({ request }) => request)
  const carry = () => desk.workbench.getState().carry
  const said = () => {
    const now = carry()
    return now === null ? '' : refitText(now, now.hulls[now.at]?.uid ?? '', '2024-02-01')
  }
  return { desk, asked, answer, written, carry, said }
}

describe('hulls that are carried to a later picture', () => {
  it('are fitted to it one after the other, before they are answered for', async () => {
    const { desk, asked, answer, written, said } = begun(2)
    expect(said()).toContain('Looking')
    await answer(moved(7))
    expect(said()).toBe('Fitted to the picture: moved 7.0 m.')
    expect(asked).toHaveLength(2)
    answerCarry(desk, 'there')
    expect(written()).toMatchObject([{ kind: 'sighting.carry', footprint: outline(7), outline: 'fitted' }])
  })

  it('keep the outline of before where the picture does not bear them out, and say so', async () => {
    const { desk, answer, written, said } = begun(1)
    await answer({ ...moved(7), isSure: false })
    expect(said()).toBe('Not made out for sure: outline of 2024-02-01.')
    answerCarry(desk, 'there')
    expect(written()).toMatchObject([{ footprint: outline(0), outline: 'kept' }])
    expect(desk.workbench.getState().notices.at(-1)?.report.what).toContain('1 not made out for sure')
  })

  it('may be answered for before the picture is looked at: they are written when it was', async () => {
    const { desk, answer, written, carry } = begun(2)
    answerCarry(desk, 'there')
    answerCarry(desk, 'there')
    expect(written()).toHaveLength(0)
    expect(carry()?.awaited.size).toBe(2)
    await answer(moved(5))
    await answer(null)
    expect(written()).toMatchObject([
      { footprint: outline(5), outline: 'fitted' },
      { outline: 'kept', from_uid: uidOf(101) },
    ])
    expect(carry()).toBeNull()
  })

  it('are written with the outline they had where it all ends before the picture was looked at', () => {
    const { desk, written } = begun(2)
    answerCarry(desk, 'there')
    endCarry(desk)
    expect(written()).toMatchObject([{ footprint: outline(0), outline: 'kept', from_uid: uidOf(100) }])
  })

  it('are not drawn a second time where they turn out to be drawn already', async () => {
    const { desk, answer, written, carry, said } = begun(2, [aSighting(200, { geom: outline(60) })])
    await answer(moved(61))
    expect(said()).toBe('Drawn here already: Enter goes on to the next.')
    answerCarry(desk, 'there')
    expect(carry()?.at).toBe(1)
    await answer(moved(300))
    answerCarry(desk, 'there')
    expect(written()).toMatchObject([{ kind: 'sighting.carry', from_uid: uidOf(101) }])
    expect(desk.workbench.getState().notices.at(-1)?.report.what).toBe(
      '2 still there, 0 gone, 0 not to be told. Of those there: 1 drawn here already; 1 fitted to the picture.',
    )
  })

  it('are not laid on another ship that the picture was misread for', async () => {
    const { answer, said, desk } = begun(2)
    await answer(moved(7))
    answerCarry(desk, 'there')
    await answer(moved(10))
    expect(said()).toContain('Not made out for sure')
  })

  it('stay where the analyst moved them', async () => {
    const { desk, answer, written, carry, said } = begun(1)
    reshapeGhost(desk, carry()?.hulls[0]?.uid ?? '', outline(20), 90)
    expect(said()).toBe('Moved by hand.')
    await answer(moved(5))
    answerCarry(desk, 'there')
    const [first] = written()
    expect(first).toMatchObject({ outline: 'drawn' })
    expect(first?.kind === 'sighting.carry' && ringOf(first.footprint)).toEqual(ringOf(outline(20)))
  })
})
