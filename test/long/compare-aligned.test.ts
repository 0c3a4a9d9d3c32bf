import { describe, expect, it } from 'vitest'
import type { Occupancy } from '../../src/compare/presence.ts'
import {
  comparedStory,
  hullsIn,
  pixelM,
  still,
  storyBetween,
  writeFootprints,
  writeShore,
  type Off,
} from '../compare/drawn-yard.ts'
import { dates } from '../scenes/calendar.ts'
import { makeRandom } from '../scenes/prng.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { testCore } from '../workbench/core.ts'

const days = dates.map(({ id }) => id).filter((id) => id !== '2024-02-20')

/** A project with the shore on every day, its hulls drawn where the pictures show them, without any vessel. */
async function drawnProject(gsdM: number, slipPx: number, offs: readonly Off[]) {
  const core = testCore()
  const { client, folder } = core
  await core.newProject()
  const scenes: { truth: SceneTruth; uid: string; off: Off }[] = []
  for (const [index, day] of days.entries()) {
    const off = offs[index] ?? still
    const truth = writeShore(folder, day, off, gsdM)
    const grants = [await core.grant(`${day}.tif`, 'read')]
    const sensor = { sensor: 'VHR-1', acquired_at: `${day}T02:30:00.000Z` }
    const [scene] = (await client['scene.add']({ grants, ...sensor })).scenes
    scenes.push({ truth, uid: scene!.uid!, off })
  }
  writeFootprints(folder, scenes, slipPx)
  const imported = await client['exchange.import']({
    grant: await core.grant('hulls.geojson', 'read'),
    dryRun: false,
    keepGoing: false,
  })
  expect(imported.report.problems).toEqual([])
  const sightings = await client['records.list']({ table: 'sightings', filter: {} })
  const ships = new Map(sightings.map(({ uid, notes }) => [String(uid), String(notes)]))
  return { client, scenes, shipOf: (uid: string) => ships.get(uid) ?? 'nobody' }
}

type Drawn = Awaited<ReturnType<typeof drawnProject>>

/** What is said of every pair of days beside what the story says; ships of which it is unclear stand apart. */
async function pairs({ client, scenes, shipOf }: Drawn) {
  const [said, told]: [Record<string, string>, Record<string, string>] = [{}, {}]
  const unclear = new Set<string>()
  for (const [index, from] of scenes.entries()) {
    for (const to of scenes.slice(index + 1)) {
      const name = [from, to].map(({ truth }) => truth.file).join(' ')
      const found = await client['compare.scenes']({ from: from.uid, to: to.uid })
      for (const [ship, what] of Object.entries(comparedStory(found, shipOf))) said[`${name} ${ship}`] = what
      const story = storyBetween(from.truth, to.truth)
      for (const [ship, what] of Object.entries(story)) told[`${name} ${ship}`] = what
      for (const { from_uid, to_uid } of found.unclear)
        for (const uid of [from_uid, to_uid]) unclear.add(`${name} ${shipOf(uid)}`)
    }
  }
  return { said, told, unclear }
}

/** What is said that the story does not say, and not offered as unclear. */
const wrong = ({ said, told, unclear }: Awaited<ReturnType<typeof pairs>>): string[] =>
  Object.keys(told)
    .filter((key) => said[key] !== told[key] && !unclear.has(key))
    .map((key) => `${key}: ${said[key]} instead of ${told[key]}`)

/** The ships of each track along all days, `·` where it was looked for in vain, `?` where nothing can be told. */
const tracks = ({ stays }: Occupancy, shipOf: Drawn['shipOf']): string[] =>
  stays
    .map(({ scenes }) =>
      scenes
        .map((one) =>
          one.state === 'present' ? shipOf(one.sighting_uid) : one.state === 'absent' ? '·' : '?',
        )
        .join(' '),
    )
    .sort()

/** The same by the story: a ship that goes on where it was the day before is on one track, else it begins another. */
function trueTracks(scenes: Drawn['scenes']): string[] {
  const lines: string[][] = []
  scenes.forEach(({ truth }, index) => {
    const before = scenes[index - 1]?.truth
    const told = before === undefined ? {} : storyBetween(before, truth)
    for (const { key } of hullsIn(truth)) {
      const goesOn = told[key] === 'stayed' || told[key] === 'moved'
      const line = goesOn ? lines.find((one) => one[index - 1] === key) : undefined
      const own = line ?? days.map(() => '·')
      own[index] = key
      if (line === undefined) lines.push(own)
    }
  })
  return lines.map((line) => line.join(' ')).sort()
}

const along = async ({ client, shipOf }: Drawn) =>
  tracks(await client['compare.place']({ place_uid: null }), shipOf)

/** Each picture but the first drawn off by ten pixels in any direction. */
function offByTen(gsdM: number, seed: number): Off[] {
  const random = makeRandom('ten pixels', String(seed))
  return days.map((_, index) => {
    const angle = random.next() * 2 * Math.PI
    if (index === 0) return still
    return { eastM: 10 * gsdM * Math.cos(angle), northM: 10 * gsdM * Math.sin(angle) }
  })
}

async function align({ client, scenes }: Drawn): Promise<void> {
  const [reference, ...others] = scenes
  for (const { uid } of others) {
    const found = await client['coregister.scenes']({ uid, reference_uid: reference!.uid })
    const { shift_east_m, shift_north_m, residual_m, reference_uid } = found
    const shift = { uid, reference_uid, shift_east_m, shift_north_m, residual_m }
    await client['edit.apply']({ kind: 'scene.shift', ...shift, by: 'automatic', move_sightings: true })
  }
}

describe('every hull of the shore on seven days, none of them named', () => {
  it('is classified right where the scenes lie right', async () => {
    const drawn = await drawnProject(pixelM, 0, [])
    const { said, told } = await pairs(drawn)
    expect(said).toEqual(told)
    expect(await along(drawn)).toEqual(trueTracks(drawn.scenes))
  })

  it.each([1, 2, 3])(
    'is classified right at ten pixels of misregistration, right after automatic alignment (seed %i)',
    async (seed) => {
      const drawn = await drawnProject(pixelM, 0, offByTen(pixelM, seed))
      await align(drawn)
      const { said, told } = await pairs(drawn)
      expect(said).toEqual(told)
      expect(await along(drawn)).toEqual(trueTracks(drawn.scenes))
    },
  )
})

describe.each([0.6, 1.2, 3])('every hull as a hand draws it on pictures of %d m', (gsdM) => {
  it('is classified right or called unclear where the scenes lie right', async () => {
    const found = await pairs(await drawnProject(gsdM, 0.5, []))
    report(gsdM, 'as they lie', found)
    expect(wrong(found)).toEqual([])
  })

  it.each([1, 2])('is so at ten pixels of misregistration, right after alignment (seed %i)', async (seed) => {
    const drawn = await drawnProject(gsdM, 0.5, offByTen(gsdM, seed))
    await align(drawn)
    const found = await pairs(drawn)
    report(gsdM, `ten pixels off, seed ${seed}`, found)
    expect(wrong(found)).toEqual([])
  })
})

function report(gsdM: number, how: string, found: Awaited<ReturnType<typeof pairs>>): void {
  const { told, said, unclear } = found
  const keys = Object.keys(told)
  const right = keys.filter((key) => said[key] === told[key]).length
  console.log(
    `${gsdM} m, ${how}: ${right} of ${keys.length} right, ${unclear.size} unclear, ${wrong(found).length} wrong`,
  )
}
