import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The Node 24 that `npm ci` brings along, whatever Node the system has. */
export const node24 = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** Where downloads and native builds are kept between runs and between checkouts. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'roadstead')

/** The folder in which the user stands: npm moves its scripts to the checkout. */
export const userFolder = process.env.INIT_CWD || process.cwd()

export const isRoot = process.getuid?.() === 0
