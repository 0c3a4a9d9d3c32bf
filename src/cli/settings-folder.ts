import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The settings folder of this user, the same one that the window uses: what ROADSTEAD_SETTINGS names, else
 * `roadstead` in the platform's usual place.
 */
export function settingsFolder(): string {
  const { ROADSTEAD_SETTINGS: named, XDG_CONFIG_HOME: config, APPDATA: roaming } = process.env
  if (named !== undefined && named !== '') return resolve(named)
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'roadstead')
  if (process.platform === 'win32') return join(roaming ?? join(homedir(), 'AppData', 'Roaming'), 'roadstead')
  return join(config !== undefined && config !== '' ? config : join(homedir(), '.config'), 'roadstead')
}
