import { needDebianPackages } from './debian.mjs'
import { run } from './run.mjs'

/** The libraries that Electron loads and that a bare Debian lacks, by the package that brings them. */
const packageOf = [
  [/^libasound\./, 'libasound2'],
  [/^libgbm\./, 'libgbm1'],
  [/^lib(nss3|nssutil3|smime3|nspr4|plc4|plds4|ssl3)\./, 'libnss3'],
  [/^libX(ss|Scrnsaver)\./i, 'libxss1'],
]

/** The names of the shared libraries that `executable` needs and the system cannot find. */
export async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable])
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

/**
 * Sees to it that Electron finds its shared libraries (Linux only).
 * @param {string} executable
 */
export async function needSharedLibraries(executable) {
  if (process.platform !== 'linux') return
  const missing = await missingLibraries(executable)
  if (missing.length === 0) return
  const packages = missing.map(
    (name) => packageOf.find(([pattern]) => pattern.test(name))?.[1] ?? 'libgtk-3-0',
  )
  await needDebianPackages(
    'check shared libraries',
    [...new Set([...packages, 'libgtk-3-0', 'libxss1'])],
    `Electron needs ${missing.join(', ')}.`,
  )
}
