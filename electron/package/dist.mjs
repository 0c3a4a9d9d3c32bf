// `npm run dist`: builds Roadstead and packs it for this platform into release/. What electron-builder would fetch from
// elsewhere is taken from this machine where it can be, so that it also works where only the npm registry answers.
import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from '../launch/build.mjs'
import { fallbackElectronVersion } from '../launch/fallback-electron.mjs'
import { node24, root } from '../launch/places.mjs'
import { asProgram, say, StepFailure } from '../launch/report.mjs'
import { runInTerminal, which } from '../launch/run.mjs'
import { runtime } from '../launch/runtime.mjs'
import { setup } from '../launch/setup.mjs'

const reachMs = 10_000
const appImageToolsAt =
  'https://github.com/electron-userland/electron-builder-binaries/releases/download/appimage%401.0.3/appimage-tools-runtime-20251108.tar.gz'

/** Whether electron-builder can have its AppImage tools: named, in its cache, or to be fetched. */
async function hasAppImageTools() {
  if (process.env.APPIMAGE_TOOLS_PATH) return true
  const cache = process.env.ELECTRON_BUILDER_CACHE || join(homedir(), '.cache', 'electron-builder')
  if (existsSync(cache) && (await readdir(cache)).some((name) => /^appimage/i.test(name))) return true
  try {
    return (await fetch(appImageToolsAt, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) })).ok
  } catch {
    return false
  }
}

/** What is packed for Linux here; what cannot be is told with what is missing. */
async function linuxTargets() {
  const targets = ['dir']
  if (which('dpkg-deb') !== undefined) targets.push('deb')
  else say('Left out: the Debian package (the program dpkg-deb is missing; Debian calls the package dpkg).')
  if (await hasAppImageTools()) targets.push('AppImage')
  else
    say(
      'Left out: the AppImage. Its runtime comes from github.com, which does not answer here. Run this where it does, or unpack\n' +
        `  ${appImageToolsAt}\n  into a folder and name that in APPIMAGE_TOOLS_PATH.`,
    )
  return ['--linux', ...targets]
}

/** The folder of the Electron to pack, its version, and the SQLite add-on to put into it. */
async function electronToPack() {
  const { executable, source, env } = await runtime()
  const folder = dirname(executable)
  if (source === 'registry') {
    say(
      `Packing Electron ${fallbackElectronVersion}, the one of the npm registry: good for trying the package here. ` +
        'What is handed out has to be packed where the official Electron can be downloaded.',
    )
    return { folder, version: fallbackElectronVersion, binding: env.ROADSTEAD_SQLITE_BINDING }
  }
  const stamp = join(folder, 'version')
  if (!existsSync(stamp)) {
    throw new StepFailure(
      'find out the version of Electron',
      `${folder} has no file "version".`,
      'Name the folder of an unpacked Electron release in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  return { folder, version: readFileSync(stamp, 'utf8').trim().replace(/^v/, ''), binding: undefined }
}

/** Packs what `asked` says in electron-builder's own words (`--linux dir`), else all targets of this platform. */
async function pack(asked) {
  const { folder, version, binding } = await electronToPack()
  const targets = asked.length > 0 ? asked : process.platform === 'linux' ? await linuxTargets() : []
  const code = await runInTerminal(
    node24,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...targets,
      '--publish',
      'never',
      `-c.electronDist=${folder}`,
      `-c.electronVersion=${version}`,
    ],
    {
      env: {
        ...process.env,
        ...(process.platform === 'linux' ? { CUSTOM_FPM_PATH: join(import.meta.dirname, 'deb.mjs') } : {}),
        ...(binding === undefined ? {} : { ROADSTEAD_PACK_BINDING: binding }),
      },
    },
  )
  if (code !== 0) {
    throw new StepFailure(
      'pack (electron-builder)',
      `it ended with code ${code}; its own words stand above.`,
      'On a closed network pack single targets, e.g. npm run dist -- --linux deb.',
    )
  }
  say('Packed into release/.')
}

await asProgram(async () => {
  await setup()
  await build()
  await pack(process.argv.slice(2))
})
