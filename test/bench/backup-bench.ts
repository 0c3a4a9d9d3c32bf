import { closeSync, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connect } from '../../src/project/connection.ts'
import { createProject } from '../../src/project/project-file.ts'
import { ProjectJobs } from '../../src/workbench/project-jobs.ts'
import { by, change, insertSighting, sighting, square } from '../project/sample-data.ts'
import type { Row } from './table.ts'

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

function seconds(work: () => void): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1_000
}

/**
 * A checked and hashed backup while the project is open, beside SQLite's own `VACUUM INTO` and a plain copy with
 * fsync, neither of which looks at a page; and the longest that the thread is held meanwhile.
 */
export async function backupRows(folder: string, count: number, rounds: number): Promise<Row[]> {
  const project = createProject(join(folder, 'backup.gpkg'))
  const hulls = Array.from({ length: count }, (_, index) =>
    insertSighting(
      sighting({ geom: square(100 + (index % 1_000) / 100, 10 + Math.floor(index / 1_000) / 100) }),
    ),
  )
  project.applyImport(change(hulls), { fileName: 'bench', sha256: '00' }, by)
  const [backups, vacuums, copies, stalls]: [number[], number[], number[], number[]] = [[], [], [], []]
  const jobs = new ProjectJobs({})
  for (let round = 0; round < rounds; round += 1) {
    const target = join(folder, 'peer.gpkg')
    vacuums.push(
      seconds(() => {
        const db = connect(project.path, 'read', {})
        db.prepare('VACUUM INTO ?').run(target)
        db.close()
      }),
    )
    rmSync(target)
    copies.push(
      seconds(() => {
        copyFileSync(project.path, target)
        const descriptor = openSync(target, 'r+')
        fsyncSync(descriptor)
        closeSync(descriptor)
      }),
    )
    rmSync(target)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const began = performance.now()
    await project.backUp(jobs.examine)
    backups.push((performance.now() - began) / 1_000)
    delay.disable()
    stalls.push(delay.max / 1e6)
  }
  jobs.close()
  project.close()
  const what = `backup of ${count / 1_000}k sightings`
  return [
    {
      what: `${what}: time`,
      ours: median(backups),
      peer: median(vacuums),
      unit: 's',
      beside: 'VACUUM INTO, unchecked',
    },
    {
      what: `${what}: time`,
      ours: median(backups),
      peer: median(copies),
      unit: 's',
      beside: 'copy and fsync, unchecked',
    },
    {
      what: `${what}: thread held at most`,
      ours: median(stalls),
      peer: 1_000 * median(vacuums),
      unit: 'ms',
      beside: 'VACUUM INTO',
    },
  ]
}
