import type { OutputOf } from '../../contract/define.ts'
import type { api } from '../../contract/api.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { time } from '../quantities.ts'
import { readUid } from '../record-filter.ts'
import { textTable } from '../text-table.ts'

type Comparison = OutputOf<(typeof api)['compare.scenes']>

/** `compare PROJECT SCENE_A SCENE_B`: what arrived, departed, stayed and moved between two scenes. */
export function addCompareCommand({ add, run, terminal }: CommandSeat): void {
  add('compare', 'say what changed between two scenes')
    .argument('<project>', 'the project file, NAME.gpkg')
    .argument('<from>', "the first scene's uid", readUid)
    .argument('<to>', "the second scene's uid", readUid)
    .option('--json', 'print one JSON object')
    .action((project: string, from: string, to: string, { json }: { json?: true }) =>
      run(() =>
        withCore(terminal, async (core) => {
          await core.open(project)
          const comparison = await core.client['compare.scenes']({ from, to })
          terminal.print(json === true ? `${plainJson(comparison, 2)}\n` : describe(comparison))
          return 0
        }),
      ),
    )
}

function describe(comparison: Comparison): string {
  const { from, to, stayed, moved, arrived, departed, outside } = comparison
  const pairs = (what: string, list: Comparison['stayed']) =>
    list.map((pair) => [
      what,
      `${pair.from_uid} → ${pair.to_uid}`,
      `${pair.shift_m.toFixed(1)} m`,
      `${pair.turned_deg.toFixed(1)}°`,
    ])
  const rows = [
    ...pairs('stayed', stayed),
    ...pairs('moved', moved),
    ...arrived.map((uid) => ['arrived', uid, '', '']),
    ...departed.map((uid) => ['departed', uid, '', '']),
    ...outside.map((uid) => ['outside', uid, '', '']),
  ]
  const cell = (index: number) => (row: readonly string[]) => row[index] ?? ''
  const table = textTable(
    [
      { heading: 'what', cell: cell(0) },
      { heading: 'sighting', cell: cell(1) },
      { heading: 'shift', cell: cell(2), align: 'right' },
      { heading: 'turn', cell: cell(3), align: 'right' },
    ],
    rows,
  )
  return `from ${time(from.acquired_at)} to ${time(to.acquired_at)}\n${table}`
}
