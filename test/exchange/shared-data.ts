import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of real files to try, which a checkout need not have. */
export const dataFolder =
  process.env['ROADSTEAD_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** A path in that folder, and whether it is there. */
export function dataFile(name: string): { path: string; missing: boolean } {
  const path = `${dataFolder}/${name}`
  return { path, missing: !existsSync(path) }
}
