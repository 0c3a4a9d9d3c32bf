import { readdirSync, readFileSync } from 'node:fs'

/** A process as the kernel lists it: `kind` is Chromium's name, `seccomp` 2 is the sandbox's filter. */
export interface Seen {
  readonly pid: string
  readonly kind: string
  readonly seccomp: string
  readonly switches: string
}

/** The processes of the app whose settings lie in `folder`, as the kernel lists them. */
export function processesOf(folder: string): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const switches = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        if (!switches.includes(folder)) return []
        const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
        return [{ pid, kind: /--type=(\S+)/.exec(switches)?.[1] ?? 'main', seccomp, switches }]
      } catch {
        return []
      }
    })
}
