import { basename } from 'node:path'

/** What a program did to the files of a project, in order, as strace saw it. */
export type Call =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly file: string }
  | { readonly kind: 'sync-folder' }
  | { readonly kind: 'said'; readonly text: string }

const unhex = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )

/** One line for each call: those that strace cut in two, because another thread came between, joined. */
function* wholeLines(log: string): Generator<string> {
  const begun = new Map<string, string>()
  for (const line of log.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) begun.set(pid, rest.slice(0, -'<unfinished ...>'.length))
    else if (rest.startsWith('<... '))
      yield (begun.get(pid) ?? '') + rest.replace(/^<\.\.\. \w+ resumed>/, '')
    else yield rest
  }
}

/**
 * Reads a log of `strace -f -y -xx -s 70000 -e trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink`, as far
 * as it is about the project at `path` and its journal, and about standard output.
 */
export function readCalls(log: string, path: string): Call[] {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const ours = new Set([path, `${path}-journal`])
  const calls: Call[] = []
  for (const line of wholeLines(log)) {
    const [, name = '', inside = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/s.exec(line) ?? []
    if (name === '' || Number(result) < 0) continue
    const [, descriptor = '', on = ''] = /^(\d+)<([^>]*)>/.exec(inside) ?? []
    const target = unhex(on).toString('utf8')
    const texts = [...inside.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => unhex(match[1] ?? ''))
    if (name === 'write' && descriptor === '1') {
      calls.push({ kind: 'said', text: (texts[0] ?? Buffer.alloc(0)).toString('utf8') })
    } else if (name === 'openat' || name === 'unlink') {
      const named = (texts[0] ?? Buffer.alloc(0)).toString('utf8')
      if (!ours.has(named) || (name === 'openat' && !inside.includes('O_CREAT'))) continue
      calls.push({ kind: name === 'unlink' ? 'unlink' : 'create', file: basename(named) })
    } else if ((name === 'fsync' || name === 'fdatasync') && target === folder) {
      calls.push({ kind: 'sync-folder' })
    } else if (ours.has(target)) {
      const file = basename(target)
      if (name === 'fsync' || name === 'fdatasync') calls.push({ kind: 'sync', file })
      const numbers = inside.split(',').map((part) => Number(part.trim()))
      if (name === 'ftruncate') calls.push({ kind: 'truncate', file, length: numbers.at(-1) ?? 0 })
      if (name === 'pwrite64')
        calls.push({ kind: 'write', file, at: numbers.at(-1) ?? 0, bytes: texts[0] ?? Buffer.alloc(0) })
    }
  }
  return calls
}
