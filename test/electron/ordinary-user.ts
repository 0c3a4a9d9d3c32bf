import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from '../../electron/launch/places.mjs'

/** A user without rights. */
const nobody = 65534
const asNobody = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups']

/** Whether root can start programs as a user without rights here, who has user namespaces for a sandbox. */
export const canDropRights =
  process.platform === 'linux' &&
  isRoot &&
  spawnSync('setpriv', [...asNobody, 'unshare', '--user', 'true']).status === 0

/** What starts `program` as a user without rights: root has no sandbox, so the real thing is not seen as root. */
export function withoutRights(program: string, args: readonly string[]): readonly [string, string[]] {
  return isRoot ? ['setpriv', [...asNobody, program, ...args]] : [program, [...args]]
}

/** Gives `folder` with all that is in it to that user. */
export function giveAway(folder: string): void {
  if (isRoot) spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  spawnSync('chmod', ['755', folder])
}

/** The environment of that user, who lives in `folder`, with the display of the tests and nothing else of theirs. */
export function homeIn(folder: string): Record<string, string> {
  const { PATH = '', DISPLAY = '', XAUTHORITY } = process.env
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  if (XAUTHORITY === undefined) return { PATH, DISPLAY, HOME: home }
  const authority = join(folder, 'authority')
  cpSync(XAUTHORITY, authority)
  return { PATH, DISPLAY, HOME: home, XAUTHORITY: authority }
}
