import { needDebianPackages } from './debian.mjs'
import { which } from './run.mjs'

/** Whether a window can be shown where the command was given. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** What a command line must begin with to run under a virtual screen of `size`; empty where there is a real one. */
export async function virtualScreen(size = '2560x1440') {
  if (hasDisplay()) return []
  if (which('xvfb-run') === undefined || which('xauth') === undefined) {
    await needDebianPackages(
      'prepare a virtual screen',
      ['xvfb', 'xauth'],
      'There is no display, and no xvfb-run.',
    )
  }
  return ['xvfb-run', '-a', '-s', `-screen 0 ${size}x24`]
}
