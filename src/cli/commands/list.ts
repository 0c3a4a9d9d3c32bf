import { Argument } from 'commander'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { heading, metres, none, position, text, time } from '../quantities.ts'
import { filterOf, readTime, withFilters, type FilterOptions } from '../record-filter.ts'
import { textTable, type Column } from '../text-table.ts'

type Row = Readonly<Record<string, unknown>>

const column = (title: string, field: string): Column<Row> => ({
  heading: title,
  cell: (row) => text(row[field]),
})
const moment = (title: string, field: string): Column<Row> => ({
  heading: title,
  cell: (row) => time(row[field]),
})

const size = ({ width, height }: Row): string =>
  typeof width === 'number' && typeof height === 'number' ? `${String(width)} × ${String(height)}` : none

/** By how much a scene is drawn off where its file says, metres east and north. */
const shift = ({ shift_east_m: east, shift_north_m: north }: Row): string =>
  typeof east === 'number' && typeof north === 'number' && (east !== 0 || north !== 0)
    ? `${east.toFixed(1)} E ${north.toFixed(1)} N m`
    : none

/** The columns of each table that fit a screen; `--json` has them all. */
const columnsOf: Readonly<Record<string, readonly Column<Row>[]>> = {
  scenes: [
    moment('acquired', 'acquired_at'),
    { heading: 'time', cell: (row) => (row['acquired_confirmed'] === 1 ? 'confirmed' : 'unconfirmed') },
    column('sensor', 'sensor'),
    { heading: 'gsd', cell: (row) => metres(row['gsd_m']), align: 'right' },
    { heading: 'size', cell: size, align: 'right' },
    { heading: 'shift', cell: shift, align: 'right' },
    column('name', 'name'),
    column('uid', 'uid'),
  ],
  sightings: [
    moment('observed', 'observed_at'),
    column('class', 'class'),
    column('berth', 'berth_state'),
    { heading: 'length', cell: (row) => metres(row['length_m'], row['length_error_m']), align: 'right' },
    { heading: 'beam', cell: (row) => metres(row['beam_m'], row['beam_error_m']), align: 'right' },
    { heading: 'heading', cell: (row) => heading(row['heading_deg'], row['heading_known']), align: 'right' },
    { heading: 'centre', cell: (row) => position(row['lon'], row['lat']) },
    column('uid', 'uid'),
  ],
  vessels: [
    column('name', 'name'),
    column('IMO', 'imo'),
    column('MMSI', 'mmsi'),
    column('flag', 'flag'),
    column('class', 'class'),
    { heading: 'length', cell: (row) => metres(row['length_m']), align: 'right' },
    column('uid', 'uid'),
  ],
  places: [
    column('name', 'name'),
    column('kind', 'kind'),
    column('part of', 'parent_uid'),
    column('uid', 'uid'),
  ],
  ais: [
    moment('observed', 'observed_at'),
    column('MMSI', 'mmsi'),
    column('IMO', 'imo'),
    column('name', 'name'),
    {
      heading: 'speed',
      cell: ({ sog_kn }) => (typeof sog_kn === 'number' ? `${sog_kn.toFixed(1)} kn` : none),
      align: 'right',
    },
    {
      heading: 'course',
      cell: ({ cog_deg }) => (typeof cog_deg === 'number' ? `${cog_deg.toFixed(1)}°` : none),
      align: 'right',
    },
    column('source', 'source'),
  ],
}
const tables = ['scenes', 'sightings', 'vessels', 'places', 'ais'] as const

/** `list PROJECT TABLE`: the records of a table, filtered. */
export function addListCommand({ add, run, terminal }: CommandSeat): void {
  withFilters(add('list', 'list the records of a project'))
    .argument('<project>', 'the project file, NAME.gpkg')
    .addArgument(new Argument('<table>', 'what to list').choices(tables))
    .option('--to <time>', 'before this time', readTime)
    .option('--json', 'print one JSON array with every field')
    .action((project: string, table: (typeof tables)[number], options: FilterOptions & { json?: true }) =>
      run(() =>
        withCore(terminal, async (core) => {
          await core.open(project)
          const records = await core.client['records.list']({ table, filter: filterOf(options) })
          const shown =
            options.json === true ? `${plainJson(records, 2)}\n` : textTable(columnsOf[table] ?? [], records)
          terminal.print(shown)
          return 0
        }),
      ),
    )
}
