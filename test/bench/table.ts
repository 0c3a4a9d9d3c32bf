import type { Run } from './measure.ts'

/** One line of the table: what was measured, ours and the peer's number in the same unit. */
export interface Row {
  readonly what: string
  readonly ours: number
  readonly peer: number | null
  readonly unit: string
  /** What the peer is. */
  readonly beside: string
}

/** The rows that every run of a program gives. */
export function rowsOf(what: string, ours: Run, peer: Run | null, beside: string): Row[] {
  const rows: Row[] = [
    { what: `${what}: time`, ours: ours.wallS, peer: peer?.wallS ?? null, unit: 's', beside },
    { what: `${what}: processor`, ours: ours.cpuS, peer: peer?.cpuS ?? null, unit: 's', beside },
  ]
  if (ours.peakMb !== null)
    rows.push({
      what: `${what}: peak memory`,
      ours: ours.peakMb,
      peer: peer?.peakMb ?? null,
      unit: 'MB',
      beside,
    })
  return rows
}

/** Prints rows as they come, under one heading. */
export function printHeading(): void {
  print(['what', 'Roadstead', 'peer', 'ratio', 'peer is'])
  print([
    '-'.repeat(widths[0]),
    '-'.repeat(widths[1]),
    '-'.repeat(widths[2]),
    '-'.repeat(widths[3]),
    '-------',
  ])
}

export function printRows(rows: readonly Row[]): void {
  for (const { what, ours, peer, unit, beside } of rows) {
    const ratio = peer === null ? '' : (ours / peer).toFixed(2)
    print([what, number(ours, unit), peer === null ? 'absent' : number(peer, unit), ratio, beside])
  }
}

const widths = [66, 12, 12, 6] as const

function number(value: number, unit: string): string {
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`
}

function print([what = '', ours = '', peer = '', ratio = '', beside = '']: readonly string[]): void {
  const [first, second, third, fourth] = widths
  process.stdout.write(
    `${what.padEnd(first)} ${ours.padStart(second)} ${peer.padStart(third)} ${ratio.padStart(fourth)}  ${beside}\n`,
  )
}
