import { InvalidArgumentError, type Command } from 'commander'
import { doubtAbout, isBackwards } from '../../compare/comparison.ts'
import type { api } from '../../contract/api.ts'
import type { OutputOf } from '../../contract/define.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { time } from '../quantities.ts'
import { readUid } from '../record-filter.ts'
import { textTable } from '../text-table.ts'

type Comparison = OutputOf<(typeof api)['compare.scenes']>
type Occupancy = OutputOf<(typeof api)['compare.place']>

interface CompareOptions {
  readonly place?: string
  readonly json?: true
}

const everywhere = 'all'

/**
 * `compare PROJECT SCENE_A SCENE_B`: what arrived, departed, stayed and moved between two scenes; `--place UID` (or
 * `all`) instead of the scenes: who was there along all scenes.
 */
export function addCompareCommand({ add, run, terminal }: CommandSeat): void {
  add('compare', 'say what changed between two scenes, or along all scenes of a place')
    .argument('<project>', 'the project file, NAME.gpkg')
    .argument('[from]', "the first scene's uid", readUid)
    .argument('[to]', "the second scene's uid", readUid)
    .option('--place <uid>', `along all scenes of this place, or of the project: ${everywhere}`, readPlace)
    .option('--json', 'print one JSON object')
    .action(
      (
        project: string,
        from: string | undefined,
        to: string | undefined,
        options: CompareOptions,
        command: Command,
      ) => {
        const { place, json } = options
        const isWhole = place === undefined ? from !== undefined && to !== undefined : from === undefined
        if (!isWhole) command.error('compare takes two scenes, or --place alone')
        return run(() =>
          withCore(terminal, async (core) => {
            await core.open(project)
            if (place !== undefined) {
              const place_uid = place === everywhere ? null : place
              const occupancy = await core.client['compare.place']({ place_uid }, core.job)
              terminal.print(json === true ? `${plainJson(occupancy, 2)}\n` : describeStays(occupancy))
            } else if (from !== undefined && to !== undefined) {
              const comparison = await core.client['compare.scenes']({ from, to }, core.job)
              terminal.print(json === true ? `${plainJson(comparison, 2)}\n` : describe(comparison))
            }
            return 0
          }),
        )
      },
    )
}

/** A place's uid, or `all`. @throws InvalidArgumentError */
function readPlace(given: string): string {
  if (given === everywhere) return given
  try {
    return readUid(given)
  } catch {
    throw new InvalidArgumentError(`It is neither a place's uid nor ${everywhere}.`)
  }
}

const reasons: Readonly<Record<Comparison['unseen'][number]['reason'], string>> = {
  beyond: 'beyond the other scene',
  no_data: 'no data in the other scene',
  cloud: 'under cloud in the other scene',
  recorded: "recorded: can't tell",
  not_placed: 'not placed',
  not_searched: 'nothing drawn there yet',
}

const cell = (index: number) => (row: readonly string[]) => row[index] ?? ''

function describe(comparison: Comparison): string {
  const { from, to, stayed, moved, arrived, departed, unseen, coverage } = comparison
  const chance = (uid: string) => {
    const doubt = doubtAbout(comparison, uid)
    if (doubt === undefined) return ''
    const share = `${Math.round(doubt.chance * 100)} % one ship`
    return `unclear: ${doubt.chance > 0.5 ? share : `${doubt.from_uid} → ${doubt.to_uid}, ${share}`}`
  }
  const pairs = (what: string, list: Comparison['stayed']) =>
    list.map((pair) => [
      what,
      `${pair.from_uid} → ${pair.to_uid}`,
      `${pair.shift_m.toFixed(1)} m`,
      `${pair.turned_deg.toFixed(1)}°`,
      chance(pair.from_uid),
    ])
  const rows = [
    ...pairs('stayed', stayed),
    ...pairs('moved', moved),
    ...arrived.map((uid) => ['arrived', uid, '', '', chance(uid)]),
    ...departed.map((uid) => ['departed', uid, '', '', chance(uid)]),
    ...unseen.map(({ uid, reason }) => ['outside', uid, '', '', reasons[reason]]),
  ]
  const table = textTable(
    [
      { heading: 'what', cell: cell(0) },
      { heading: 'sighting', cell: cell(1) },
      { heading: 'shift', cell: cell(2), align: 'right' },
      { heading: 'turn', cell: cell(3), align: 'right' },
      { heading: 'why', cell: cell(4) },
    ],
    rows,
  )
  const unknown = [
    ...(coverage.from.pixels_read && coverage.to.pixels_read ? [] : ['no data']),
    ...(coverage.from.cloud_mask && coverage.to.cloud_mask ? [] : ['cloud']),
  ]
  const doubt = unknown.length === 0 ? '' : `not known of both scenes: ${unknown.join(', ')}\n`
  const order = isBackwards(comparison) ? ' (backwards: arrived is what was gone by the first)' : ''
  return `from ${time(from.acquired_at)} to ${time(to.acquired_at)}${order}\n${table}${doubt}`
}

/** One line a vessel, one sign a scene: seen, looked for and not there, nothing to be told. */
function describeStays({ scenes, stays }: Occupancy): string {
  const sign = { present: '●', absent: '·', unseen: '?' } as const
  const rows = stays.map(({ vessel_uid, scenes: seen, first_seen, last_seen, gaps }) => [
    seen.map(({ state }) => sign[state]).join(' '),
    time(first_seen),
    time(last_seen),
    String(gaps.length),
    vessel_uid ?? '',
  ])
  const table = textTable(
    [
      { heading: 'scenes', cell: cell(0) },
      { heading: 'first seen', cell: cell(1) },
      { heading: 'last seen', cell: cell(2) },
      { heading: 'gaps', cell: cell(3), align: 'right' },
      { heading: 'vessel', cell: cell(4) },
    ],
    rows,
  )
  const dates = scenes.map(({ acquired_at }) => time(acquired_at)).join(', ')
  return `${table}scenes: ${dates}\n● seen, · looked for and not there, ? cannot be told\n`
}
