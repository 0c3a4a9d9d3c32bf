import { existsSync } from 'node:fs'
import { isRoot } from './places.mjs'
import { say, StepFailure } from './report.mjs'
import { lastLines, run, which } from './run.mjs'

/** Names that newer releases of Debian and Ubuntu gave to the same library (64-bit time). */
const renamed = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64' }

const isDebian = () => existsSync('/etc/debian_version') && which('apt-get') !== undefined

/** The package's name on this release. */
async function nameHere(name) {
  const newer = renamed[name]
  if (newer === undefined) return name
  const { code, output } = await run('apt-cache', ['show', '--no-all-versions', newer])
  return code === 0 && output.includes(`Package: ${newer}`) ? newer : name
}

/**
 * Gets Debian packages onto this machine: installs them as root, otherwise stops with the one command to run.
 * @param {string} step what they are needed for, as the name of the step
 * @param {readonly string[]} names Debian's names
 * @param {string} why what was found missing
 * @throws {StepFailure}
 */
export async function needDebianPackages(step, names, why) {
  if (!isDebian()) {
    throw new StepFailure(
      step,
      why,
      `Install what Debian calls ${names.join(', ')} with your system's package manager, then run the command again.`,
    )
  }
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  if (isRoot) await run('apt-get', ['update', '-qq'], quiet)
  const here = await Promise.all(names.map(nameHere))
  const command = `apt-get install -y --no-install-recommends ${here.join(' ')}`
  if (!isRoot) {
    throw new StepFailure(step, why, `Run this once, then the command again:\n\n  sudo ${command}\n`)
  }
  say(`Installing Debian packages: ${here.join(' ')} …`)
  const { code, output } = await run('apt-get', command.split(' ').slice(1), quiet)
  if (code === 0) return
  throw new StepFailure(
    step,
    `${why} Installing failed: ${lastLines(output)}`,
    `Check that Debian's package servers answer (apt-get update), or run it yourself: ${command}`,
  )
}
