import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { connect, type Connection } from '../../src/project/connection.ts'
import { createProject, type ProjectFile } from '../../src/project/project-file.ts'

/** A folder of its own for one test; gone when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-project-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new project in a folder of its own; closed when the test ends. */
export function testProject(name = 'yard.gpkg'): ProjectFile {
  const project = createProject(join(testFolder(), name))
  onTestFinished(() => project.close())
  return project
}

/** A connection as GDAL or QGIS would have it: the functions of the spatial triggers, and none of our rules. */
export function otherProgram<T>(path: string, work: (db: Connection) => T): T {
  const db = connect(path, 'write', {})
  try {
    return work(db)
  } finally {
    db.close()
  }
}
