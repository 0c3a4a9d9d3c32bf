import { measureFile, type MeasuredPolygon } from '../../exchange/measure-file.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import { readWhole } from '../../jobs/read-whole.ts'
import type { CommandSeat } from '../command-seat.ts'
import { heading, metres, position, text } from '../quantities.ts'
import { textTable, type Column } from '../text-table.ts'

const columns: readonly Column<MeasuredPolygon>[] = [
  { heading: '#', cell: ({ index }) => String(index), align: 'right' },
  { heading: 'id', cell: ({ id }) => text(id) },
  { heading: 'length', cell: ({ length_m }) => metres(length_m), align: 'right' },
  { heading: 'beam', cell: ({ beam_m }) => metres(beam_m), align: 'right' },
  { heading: 'axis', cell: ({ heading_deg }) => heading(heading_deg, 0), align: 'right' },
  { heading: 'area', cell: ({ area_m2 }) => `${area_m2.toFixed(1)} m²`, align: 'right' },
  { heading: 'centre', cell: ({ lon, lat }) => position(lon, lat) },
]

/** `measure FILE.geojson`: length, beam, axis, area and centre of every polygon in the file. */
export function addMeasureCommand({ add, run, terminal }: CommandSeat): void {
  add('measure', 'measure every polygon of a GeoJSON file on the WGS 84 ellipsoid')
    .argument('<file>', 'the GeoJSON file')
    .option('--json', 'print one JSON array')
    .action((file: string, { json }: { json?: true }) =>
      run(async () => {
        const measured = measureFile(await readWhole(terminal.path(file), file), file)
        terminal.print(json === true ? `${plainJson(measured, 2)}\n` : textTable(columns, measured))
        return 0
      }),
    )
}
