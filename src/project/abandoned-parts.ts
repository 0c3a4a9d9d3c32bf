import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { backupFolder, stemOf } from './backup-list.ts'

/** What is written to is younger; another program may be making it now. */
const abandonedAfterMs = 3_600_000
/** A part, the copy of a damaged project that was read for it, and what SQLite keeps beside either. */
const part = String.raw`\.part(\.damaged\.part)?(-journal|-wal|-shm|\.sha256)?$`

/**
 * Removes what killed programs left half written: of backups of a project, and in its folder of projects that were made,
 * salvaged, copied or put back. They hold records, and nobody would ever look for them.
 */
export function removeAbandonedParts(projectPath: string): void {
  const stem = literally(stemOf(projectPath))
  removeOld(backupFolder(projectPath), new RegExp(`^${stem}\\.\\d+${part}`))
  const made = new RegExp(String.raw`^\..+\.gpkg\.[0-9a-f]{8}${part}`)
  const own = new RegExp(`^${literally(basename(projectPath))}\\.(\\d+|[0-9a-f]{8})${part}`)
  for (const names of [made, own]) removeOld(dirname(projectPath), names)
}

function removeOld(folder: string, names: RegExp): void {
  const before = Date.now() - abandonedAfterMs
  for (const name of namesIn(folder)) {
    if (!names.test(name)) continue
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

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
