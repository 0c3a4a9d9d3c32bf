import { describe, expect, it } from 'vitest'
import type { SceneSeen } from '../../src/compare/changes.ts'
import { occupancyOf, type Stay } from '../../src/compare/presence.ts'
import { geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { aScene, aSighting } from '../records.ts'

const place: [number, number] = [122.05, 29.95]
const vessel_uid = '018e0000-0000-7000-8000-0000000000aa'
const days = ['2024-01-01', '2024-01-05', '2024-01-09', '2024-01-14', '2024-01-20']
const read = { pixels_read: true, cloud_mask: true }

function hull(eastM: number, vessel: string | null = null, lengthM = 150) {
  const centre = geodesicPoint(place, 90, eastM)
  return aSighting({ centre, lengthM, beamM: lengthM / 7, headingDeg: 30 }, { vessel_uid: vessel })
}

function scenesOf(hulls: readonly (readonly ReturnType<typeof hull>[])[]): SceneSeen[] {
  return hulls.map((sightings, index) => {
    // A boat far off: somebody looked at this scene.
    const looked = [...sightings, hull(9_000 + 400 * index, null, 20)]
    const scene = aScene({ acquired_at: `${days[index]}T02:30:00.000Z` })
    return { scene, sightings: looked.map((one) => ({ ...one, scene_uid: scene.uid })) }
  })
}

/** Those around the place, without the boats. */
const staysOf = (scenes: readonly SceneSeen[]) => {
  const boats = new Set(scenes.map(({ sightings }) => sightings.at(-1)?.uid))
  return occupancyOf(null, null, scenes).stays.filter(
    (stay) => !stay.scenes.some((one) => one.state === 'present' && boats.has(one.sighting_uid)),
  )
}

const signs = ({ scenes }: Stay) =>
  scenes.map(({ state }) => ({ present: '1', absent: '0', unseen: '?' })[state]).join('')

describe('who was where along all scenes', () => {
  it('follows a hull from date to date, in the order of time whatever the order of the list', () => {
    const scenes = scenesOf([[hull(0)], [hull(3)], [], [hull(1)], [hull(2)]])
    const { scenes: listed } = occupancyOf(null, null, [...scenes].reverse())
    const stays = staysOf([...scenes].reverse())
    expect(listed.map(({ acquired_at }) => acquired_at?.slice(0, 10))).toEqual(days)
    // What lies there after an empty berth may be another one.
    expect(stays.map(signs).sort()).toEqual(['00011', '11000'])
    expect(stays.find((stay) => signs(stay) === '11000')).toMatchObject({
      first_seen: '2024-01-01T02:30:00.000Z',
      last_seen: '2024-01-05T02:30:00.000Z',
      gaps: [],
    })
  })

  it('follows a vessel through its absence and names the gap', () => {
    const scenes = scenesOf([[hull(0, vessel_uid)], [], [], [hull(800, vessel_uid)], []])
    const [stay] = staysOf(scenes)
    expect(stay).toMatchObject({ vessel_uid, gaps: [{ from: 1, to: 2 }] })
    expect(stay && signs(stay)).toBe('10010')
  })

  it('bridges a scene that says nothing, and says why it does not', () => {
    const scenes = scenesOf([[hull(0)], [], [hull(2)]])
    const first = scenes[0]!.sightings[0]!
    const hidden = new Map([
      [first.uid, 'cloud' as const],
      [scenes[2]!.sightings[0]!.uid, 'cloud' as const],
    ])
    scenes[1] = { ...scenes[1]!, cover: { ...read, hidden } }
    const stays = staysOf(scenes)
    expect(stays.map(signs)).toEqual(['1?1'])
    expect(stays[0]).toMatchObject({ gaps: [], scenes: [{}, { state: 'unseen', reason: 'cloud' }, {}] })
  })

  it('says of a scene on which nobody drew anything that it was not searched, not that the berth was empty', () => {
    const [first, second] = scenesOf([[hull(0)], []])
    const { stays } = occupancyOf(null, null, [first!, { ...second!, sightings: [] }])
    expect(stays[0]?.scenes[1]).toEqual({ state: 'unseen', reason: 'not_searched' })
  })

  it('counts only what lies in the place, and keeps two vessels apart', () => {
    const other = '018e0000-0000-7000-8000-0000000000bb'
    const scenes = scenesOf([
      [hull(0, vessel_uid), hull(3_000)],
      [hull(0, other), hull(3_000)],
    ])
    const area = [
      [122.04, 29.94],
      [122.06, 29.94],
      [122.06, 29.96],
      [122.04, 29.96],
      [122.04, 29.94],
    ].map(([lon, lat]): [number, number] => [lon!, lat!])
    const { stays } = occupancyOf('018e0000-0000-7000-8000-0000000000ff', area, scenes)
    expect(stays.map((stay) => [stay.vessel_uid, signs(stay)])).toEqual([
      [vessel_uid, '10'],
      [other, '01'],
    ])
  })
})
