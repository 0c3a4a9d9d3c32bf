import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { backupFolder, stemOf } from './backup-list.ts'

/** What is written to is younger; another program may be making it now. */
const abandonedAfterMs = 3_600_000
/** The end of a part's name: its number, the copy of a damaged project that was read for it, what SQLite keeps beside. */
const ending = String.raw`\.part(\.damaged\.part)?(-journal|-wal|-shm|\.sha256)?$`
const ofBackup = new RegExp(String.raw`^\d+${ending}`)
const ofProject = new RegExp(String.raw`^(\d+|[0-9a-f]{8})${ending}`)
const ofNewProject = new RegExp(String.raw`^\..+\.gpkg\.[0-9a-f]{8}${ending}`)

/**
 * Removes what killed programs left half written: of backups of a project, and in its folder of projects that were made,
 * salvaged, copied or put back. They hold records, and nobody would ever look for them.
 */
export function removeAbandonedParts(projectPath: string): void {
  const behind = (name: string, start: string) => (name.startsWith(start) ? name.slice(start.length) : '')
  removeOld(backupFolder(projectPath), (name) => ofBackup.test(behind(name, `${stemOf(projectPath)}.`)))
  const own = `${basename(projectPath)}.`
  removeOld(dirname(projectPath), (name) => ofNewProject.test(name) || ofProject.test(behind(name, own)))
}

function removeOld(folder: string, isPart: (name: string) => boolean): void {
  const before = Date.now() - abandonedAfterMs
  for (const name of namesIn(folder)) {
    if (!isPart(name)) continue
    const path = join(folder, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat?.isFile() === true && stat.mtimeMs < before) rmSync(path, { force: true })
  }
}

/** A folder that may be entered but not listed is left as it is. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
