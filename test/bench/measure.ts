import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one run of a program took. */
export interface Run {
  readonly wallS: number
  /** User and system time. */
  readonly cpuS: number
  /** The most memory it held; null where the system's `time` is absent. */
  readonly peakMb: number | null
  readonly stdout: string
}

const time = '/usr/bin/time'
export const python = '/usr/bin/python3'

/** Threads that a peer may use: as many as our pool takes. */
export const threads = Math.min(4, availableParallelism())

/** Runs a program to its end. @throws Error with what it said where it fails */
export function runOnce(
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Run {
  const report = join(tmpdir(), `roadstead-bench-${process.pid}.time`)
  const timed = existsSync(time)
  const [command, all] = timed
    ? [time, ['-o', report, '-f', '%e %U %S %M', program, ...args]]
    : [program, [...args]]
  const began = performance.now()
  const { status, stdout, stderr } = spawnSync(command, all, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 28,
  })
  const wallS = (performance.now() - began) / 1000
  if (status !== 0) throw new Error(`${program} failed: ${stderr.slice(-400)}`)
  if (!timed) return { wallS, cpuS: NaN, peakMb: null, stdout }
  const [wall = NaN, user = NaN, system = NaN, peakKb = NaN] = readFileSync(report, 'utf8')
    .split(/\s+/)
    .map(Number)
  rmSync(report)
  return { wallS: wall, cpuS: user + system, peakMb: peakKb / 1024, stdout }
}

/** Several runs one after the other as one: times added, the higher peak. */
export function together(...runs: readonly Run[]): Run {
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0)
  const peaks = runs.map(({ peakMb }) => peakMb).filter((peak) => peak !== null)
  return {
    wallS: sum(({ wallS }) => wallS),
    cpuS: sum(({ cpuS }) => cpuS),
    peakMb: peaks.length === 0 ? null : Math.max(...peaks),
    stdout: runs.map(({ stdout }) => stdout).join(''),
  }
}

/** Runs both in turn, so that other load meets both alike; the median run of each by wall time. */
export function inTurn(
  rounds: number,
  ours: () => Run,
  peer: (() => Run) | null,
): { ours: Run; peer: Run | null } {
  const [mine, theirs]: [Run[], Run[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    if (peer !== null) theirs.push(peer())
    mine.push(ours())
  }
  return { ours: median(mine), peer: peer === null ? null : median(theirs) }
}

function median(runs: readonly Run[]): Run {
  const sorted = [...runs].sort((a, b) => a.wallS - b.wallS)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) throw new Error('nothing was run')
  return run
}

/** Whether a program can be started. */
export function has(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
