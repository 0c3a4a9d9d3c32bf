import { existsSync, renameSync } from 'node:fs'

const endings = ['-journal', '-wal', '-shm']

/**
 * Takes the journals at `path` out of the way of a file that is about to get this name: SQLite would play them back
 * into it, whatever file they belong to. They stay beside it under the name of `kept`, for the file that they are of.
 */
export function setJournalsAside(path: string, kept: string = freeName(`${path}.left-over`)): void {
  for (const ending of endings)
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${kept}${ending}`)
}

/** The name, with a number where it is taken by a file or by a journal. */
export function freeName(wanted: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}.${count}`
    if (!['', ...endings].some((ending) => existsSync(`${name}${ending}`))) return name
  }
}
