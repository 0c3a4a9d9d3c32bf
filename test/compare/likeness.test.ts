import { describe, expect, it } from 'vitest'
import { compareScenes } from '../../src/compare/changes.ts'
import { likenessOf } from '../../src/compare/likeness.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { readHullChip, type HullChip } from '../../src/raster/hull/hull-chip.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../raster/open-bytes.ts'
import { aScene, aSighting } from '../records.ts'
import { dates } from '../scenes/calendar.ts'
import { makeRandom } from '../scenes/prng.ts'
import { renderScene } from '../scenes/scene.ts'
import { planetScope, veryHighResolution } from '../scenes/sensor.ts'
import type { HullTruth } from '../scenes/truth.ts'
import { localOf } from '../scenes/yard-frame.ts'

/** A ship of the yard's story on a date as a picture shows her, in her own frame. */
async function chipOf(key: string, date: string, gsdM: number, turnedDeg = 0): Promise<HullChip> {
  const hull = dates.find(({ id }) => id === date)?.ships.find(({ truth }) => truth.key === key)?.truth
  if (hull === undefined) throw new Error(`${key} is not there on ${date}`)
  const side = Math.ceil((hull.length_m + 60) / gsdM)
  const [east, north] = localOf([hull.lon, hull.lat])
  const half = (side * gsdM) / 2
  const window = { west: east - half, north: north + half, width: side, height: side, gsdM }
  const sensor = gsdM < 2 ? veryHighResolution : planetScope
  const spec = { fileName: `${key} ${date}.tif`, date, sensor, window, layout: {}, overviews: false }
  const { raster, description } = renderScene({ dates }, spec)
  const opened = await openBytes(encodeTiff(raster, {}, description))
  const chip = await readHullChip(opened, sensor.name, placeOf(hull, turnedDeg), [0, 0])
  if (chip === null) throw new Error('the hull lies on the picture')
  return chip
}

const placeOf = ({ lon, lat, length_m, beam_m, heading_deg }: HullTruth, turnedDeg: number) => ({
  lon,
  lat,
  lengthM: length_m,
  beamM: beam_m,
  headingDeg: heading_deg + turnedDeg,
})

const total = (a: HullChip, b: HullChip, eitherWay = false): number => {
  const likeness = likenessOf(a, b, eitherWay)
  return (likeness?.structure ?? NaN) + (likeness?.colour ?? NaN)
}

describe('how alike two hulls look', () => {
  it.each([0.6, 1.2, 3])(
    'tells a ship on another date from another one of nearly her size (%d m)',
    async (gsdM) => {
      const [before, later] = [
        await chipOf('ostraval', '2024-03-04', gsdM),
        await chipOf('ostraval', '2024-03-02', gsdM),
      ]
      const other = await chipOf('newbuild-1188', '2023-11-18', gsdM)
      expect(total(before, later)).toBeGreaterThan(1.2)
      expect(total(before, other)).toBeLessThan(total(before, later) - 0.4)
    },
  )

  it('compares pictures of other sensors and resolutions', async () => {
    const fine = await chipOf('fennick', '2023-11-18', 1.2)
    const coarse = await chipOf('fennick', '2024-06-09', 3)
    expect(total(fine, coarse)).toBeGreaterThan(1)
  })

  it('takes bow for stern where either of them is not known', async () => {
    const [hull, turned] = [
      await chipOf('fennick', '2023-11-18', 1.2),
      await chipOf('fennick', '2023-11-18', 1.2, 180),
    ]
    expect(total(hull, turned)).toBeLessThan(1)
    expect(total(hull, turned, true)).toBeGreaterThan(1.9)
  })

  it('takes the noise of the bands of grey hulls for no colour', () => {
    const grey = (name: string) => {
      const random = makeRandom('noise', name)
      const noise = () => 6 * random.normal()
      return drawn((along) => {
        const deck = Math.sin(along * 22) > 0 ? 180 : 90
        return [deck + noise(), deck + noise(), deck + noise()]
      })
    }
    const likeness = likenessOf(grey('before'), grey('later'), false)
    expect(likeness?.structure).toBeGreaterThan(0.9)
    expect(likeness?.colour).toBeNull()
  })

  it('says nothing of hulls of a few pixels, or without a band in common', () => {
    const small = drawn(() => [1, 2, 3], { lengthM: 12, beamM: 4 })
    expect(likenessOf(small, small, false)).toBeNull()
    const grey = { ...drawn(stripes), planes: new Map([['pan', new Float32Array(400)]]) }
    expect(likenessOf(drawn(stripes), grey, false)).toBeNull()
  })
})

/** A chip whose red, green and blue are a function of the place along and across the hull, -1 to 1. */
function drawn(
  colour: (along: number, across: number) => readonly [number, number, number],
  { lengthM, beamM } = { lengthM: 150, beamM: 24 },
): HullChip {
  const stepM = 3
  const [along, across] = [Math.round(lengthM / stepM) + 8, Math.round(beamM / stepM) + 8]
  const planes = (['red', 'green', 'blue'] as const).map((word, index) => {
    const plane = Float32Array.from({ length: along * across }, (_, at) => {
      const u = (Math.floor(at / across) + 0.5) / along
      const v = ((at % across) + 0.5) / across
      return colour(2 * u - 1, 2 * v - 1)[index] ?? 0
    })
    return [word, plane] as const
  })
  return { lengthM, beamM, stepM, along, across, planes: new Map(planes) }
}

/** Seven hatches on a red deck. */
function stripes(along: number): readonly [number, number, number] {
  return Math.sin(along * 22) > 0 ? [180, 170, 160] : [130, 70, 60]
}
/** Pipes along a green deck, the house aft. */
function pipes(along: number, across: number): readonly [number, number, number] {
  if (along < -0.75) return [220, 220, 215]
  return Math.abs(across) < 0.2 ? [150, 150, 140] : [60, 110, 70]
}

describe('the pixels of hulls of one size', () => {
  const [before, after] = [
    aScene({ acquired_at: '2024-02-11T02:17:00.000Z' }),
    aScene({ acquired_at: '2024-03-02T02:31:07.000Z' }),
  ]
  const seen = (eastDeg = 0, lengthM = 150): Sighting =>
    aSighting({ centre: [122.05 + eastDeg, 29.95], lengthM, beamM: 24, headingDeg: 0 }, { vessel_uid: null })
  const compare = (a: Sighting, looksA: HullChip | null, b: Sighting, looksB: HullChip | null) => {
    const looks = (one: Sighting, chip: HullChip | null) =>
      chip === null ? {} : { looks: new Map([[one.uid, chip]]) }
    return compareScenes(
      { scene: before, sightings: [a], ...looks(a, looksA) },
      { scene: after, sightings: [b], ...looks(b, looksB) },
    )
  }

  it('at one berth, make them one ship where they look alike and two where they do not', () => {
    const same = compare(seen(), drawn(stripes), seen(), drawn(stripes))
    expect([same.stayed.length, same.arrived.length, same.unclear.length]).toEqual([1, 0, 0])
    const other = compare(seen(), drawn(stripes), seen(), drawn(pipes))
    expect([other.stayed.length, other.arrived.length, other.departed.length]).toEqual([0, 1, 1])
  })

  it('at another berth, find the ship that moved there', () => {
    const [a, b] = [seen(), seen(0.002)]
    expect(compare(a, drawn(stripes), b, drawn(stripes)).moved).toHaveLength(1)
    expect(compare(a, drawn(stripes), b, drawn(pipes)).moved).toEqual([])
  })

  it('are not needed: without them the ship at the berth is held for the one that was there', () => {
    const found = compare(seen(), null, seen(), null)
    expect([found.stayed.length, found.unclear.length]).toEqual([1, 0])
  })

  it('that speak neither way are called unclear, with the chance that they are one ship', () => {
    const mixed = (share: number) =>
      drawn((along, across) => {
        const [a, b] = [stripes(along), pipes(along, across)]
        const mix = (index: 0 | 1 | 2) => (1 - share) * a[index] + share * b[index]
        return [mix(0), mix(1), mix(2)]
      })
    const [a, b] = [seen(), seen(0, 152)]
    const found = Array.from({ length: 21 }, (_, at) => compare(a, drawn(stripes), b, mixed(at / 20)))
    const unclear = found.flatMap((one) => one.unclear.map((doubt) => ({ ...doubt, ...one })))
    expect(unclear.length).toBeGreaterThan(0)
    for (const { from_uid, to_uid, chance, stayed, departed } of unclear) {
      expect([from_uid, to_uid]).toEqual([a.uid, b.uid])
      expect([stayed.length, departed.length]).toEqual(chance > 0.5 ? [1, 0] : [0, 1])
    }
    const chances = unclear.map(({ chance }) => chance)
    expect(chances).toEqual([...chances].sort((one, other) => other - one))
  })
})
