import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'

/**
 * The one settings folder of this user, which the command line shares: the platform's usual one, or what
 * ROADSTEAD_SETTINGS names. Chromium's own files lie in a folder of their own below it. Must run before the app is
 * ready.
 * @returns its absolute path
 */
export function settleSettingsFolder(): string {
  const named = process.env['ROADSTEAD_SETTINGS']
  const folder = named ? resolve(named) : join(app.getPath('appData'), 'roadstead')
  const chromiumFolder = join(folder, 'window')
  mkdirSync(chromiumFolder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
  app.setPath('sessionData', chromiumFolder)
  return folder
}
