import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { connect, type ConnectionOptions } from './connection.ts'

/**
 * Puts the pages that say where every table lies, taken from a new project, into a damaged copy whose own are
 * destroyed. Each project of one version is laid out alike from its first page on, unless it was packed by another
 * program; whoever reads on must therefore judge every row. Gives whether the pages fit into the file.
 */
export function overlaySchema(copy: string, fresh: string, options: ConnectionOptions): boolean {
  const db = connect(fresh, 'read', options)
  let pages: number[]
  let pageSize: number
  try {
    pageSize = Number(db.pragma('page_size', { simple: true }))
    pages = db.prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'`).pluck().all()
  } finally {
    db.close()
  }
  const [from, to] = [openSync(fresh, 'r'), openSync(copy, 'r+')]
  try {
    const header = Buffer.alloc(100)
    readSync(to, header, 0, 100, 0)
    const size = fstatSync(to).size
    if (header.readUInt16BE(16) !== pageSize || pages.some((page) => page * pageSize > size)) return false
    const bytes = Buffer.alloc(pageSize)
    for (const page of pages) {
      const at = (page - 1) * pageSize
      readSync(from, bytes, 0, pageSize, at)
      // The first page begins with the header, which is the file's own.
      const skipped = page === 1 ? 100 : 0
      writeSync(to, bytes, skipped, pageSize - skipped, at + skipped)
    }
    return true
  } finally {
    closeSync(from)
    closeSync(to)
  }
}
