import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../../src/domain/problem.ts'
import { createProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, insertVessel, sighting, square, vessel } from './sample-data.ts'
import { testFolder } from './test-project.ts'

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-spoiled-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A project with 40 sightings and a vessel, as bytes. */
export const sound: Buffer = inFolder((folder) => {
  const project = createProject(join(folder, 'sound.gpkg'))
  const hulls = Array.from({ length: 40 }, (_, index) => sighting({ geom: square(index, index % 30) }))
  project.apply(change([...hulls.map(insertSighting), insertVessel(vessel())]), by)
  project.close()
  return readFileSync(project.path)
})

/** A copy of that project, in a folder of its own, after something was done to it. */
export function spoiled(spoil: (path: string) => void): string {
  const path = join(testFolder(), 'spoiled.gpkg')
  writeFileSync(path, sound)
  spoil(path)
  return path
}

/** Runs statements on a file as a program without the spatial functions would. */
export function sql(...statements: string[]): (path: string) => void {
  return (path) => {
    const db = new Database(path)
    for (const statement of statements) db.exec(statement)
    db.close()
  }
}

/** The problem with which `work` is refused. */
export function problemOf(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const superuser = process.getuid?.() === 0

/**
 * Write-protects a file with its folder while `work` runs. The superuser may write everywhere but into immutable
 * files, where the file system has them.
 */
export function writeProtected(path: string, work: () => void): void {
  const chattr = (flag: string) => void execFileSync('chattr', [flag, path], { stdio: 'ignore' })
  const protect = () => (superuser ? chattr('+i') : chmodSync(dirname(path), 0o500))
  const free = () => (superuser ? chattr('-i') : chmodSync(dirname(path), 0o700))
  protect()
  try {
    work()
  } finally {
    free()
  }
}

/** Whether `writeProtected` works here. */
export const canWriteProtect = inFolder((folder) => {
  const probe = join(folder, 'probe')
  writeFileSync(probe, '')
  try {
    writeProtected(probe, () => undefined)
    return true
  } catch {
    return false
  }
})
