import { InvalidArgumentError } from 'commander'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { metres, none, time } from '../quantities.ts'
import { textList } from '../text-table.ts'

type Pixel = [column: number, row: number]

interface InfoOptions {
  readonly pixel?: Pixel[]
  readonly json?: true
}

/** `info FILE.tif`: what the file is, where it lies, when it was taken. */
export function addInfoCommand({ add, run, terminal }: CommandSeat): void {
  add('info', 'say what a scene file is')
    .argument('<file>', 'a GeoTIFF')
    .option('--pixel <COL,ROW>', 'also the values of all bands there; may be repeated', readPixel, [])
    .option('--json', 'print one JSON object')
    .action((file: string, { pixel, json }: InfoOptions) =>
      run(() =>
        withCore(terminal, async (core) => {
          const grant = await core.grant(file, 'read')
          const described = {
            ...(await core.client['scene.describe']({ grant, pixels: pixel ?? [] })),
            path: file,
          }
          terminal.print(json === true ? `${plainJson(described, 2)}\n` : textList(describe(described)))
          return 0
        }),
      ),
    )
}

function readPixel(given: string, earlier: Pixel[]): Pixel[] {
  const match = /^(-?\d{1,9}),(-?\d{1,9})$/.exec(given)
  if (match === null) throw new InvalidArgumentError('It needs column,row, counted from 0, like 120,80.')
  return [...earlier, [Number(match[1]), Number(match[2])]]
}

/** The members of the document as a person reads them; one that has no wording of its own is shown as it is. */
function describe(described: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(described).flatMap(([name, value]): [string, string][] => {
    if (name === 'acquired_at') return [['acquired', time(value)]]
    if (name === 'gsd_m') return [['gsd', typeof value === 'number' ? metres(value) : none]]
    if (name === 'bands' && Array.isArray(value)) return value.map(bandLine)
    if (name === 'problems' && Array.isArray(value)) return value.map((each) => ['problem', String(each)])
    return [[name.replaceAll('_', ' '), shown(value)]]
  })
}

function bandLine(band: unknown): [string, string] {
  const { band: number, type, noDataValue, colorInterpretation } = band as Readonly<Record<string, unknown>>
  const parts = [type, colorInterpretation, noDataValue == null ? null : `nodata ${shown(noDataValue)}`]
  return [
    `band ${shown(number)}`,
    parts
      .filter((part) => part != null)
      .map(shown)
      .join(', '),
  ]
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return none
  return typeof value === 'string' ? value : plainJson(value)
}
