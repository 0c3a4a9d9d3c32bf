import { existsSync, readFileSync } from 'node:fs'
import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { needDebianPackages } from './debian.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, node24, root } from './places.mjs'
import { say, StepFailure } from './report.mjs'
import { lastLines, run, systemPath, which } from './run.mjs'

const step = 'build better-sqlite3 for the older Electron'

/** The prefix of an installed Node that has its headers, or undefined: then node-gyp downloads them. */
function headersPrefix() {
  const system = which('node')
  return [
    process.env.npm_config_nodedir,
    ...(system === undefined ? [] : [dirname(dirname(system))]),
    '/usr',
    '/usr/local',
  ].find((prefix) => prefix && existsSync(join(prefix, 'include', 'node', 'node_api.h')))
}

async function needCompiler() {
  const missing = [
    ...(which('g++') && which('make') ? [] : ['build-essential']),
    ...(which('python3') ? [] : ['python3']),
  ]
  if (missing.length === 0) return
  await needDebianPackages(step, missing, 'A C++ compiler, make and Python 3 are needed for it.')
}

async function build(binding, version) {
  await needCompiler()
  say('Building better-sqlite3 for that Electron (about a minute, once) …')
  const work = `${binding}.${process.pid}.part`
  const copy = join(work, 'node_modules', 'better-sqlite3')
  try {
    await rm(work, { recursive: true, force: true })
    for (const name of ['better-sqlite3', 'node-addon-api']) {
      await cp(join(root, 'node_modules', name), join(work, 'node_modules', name), { recursive: true })
    }
    const prefix = headersPrefix()
    const { code, output } = await run(
      node24,
      [
        join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js'),
        'rebuild',
        '--release',
        '--force_build=1',
        ...(prefix === undefined ? [] : [`--nodedir=${prefix}`]),
      ],
      {
        cwd: copy,
        env: {
          ...process.env,
          PATH: systemPath(),
          JOBS: 'max',
          // Node-API 9 is the newest that Electron 33 has; the package asks for 10 only to opt out of a check.
          CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
        },
      },
    )
    const built = join(copy, 'build', 'Release', 'better_sqlite3.node')
    if (code !== 0 || !existsSync(built)) {
      throw new StepFailure(
        step,
        `better-sqlite3 ${version}: ${lastLines(output)}`,
        prefix === undefined
          ? "Node's headers are not on this machine: install Node with its headers (Debian: libnode-dev), then run the command again."
          : 'Look at the compiler message above; a disk that is full is the usual reason.',
      )
    }
    const part = join(work, 'better_sqlite3.node')
    await copyFile(built, part)
    await mkdir(dirname(binding), { recursive: true })
    await rename(part, binding)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/**
 * A better-sqlite3 binary that also loads in Electron 33 (Node-API 9), built once a version and kept in the cache.
 * @returns {Promise<string>} its path, for the `nativeBinding` option
 * @throws {StepFailure}
 */
export async function sqliteForFallback() {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules', 'better-sqlite3', 'package.json'), 'utf8'),
  )
  const folder = join(cacheFolder, `better-sqlite3-${version}-napi9-${process.platform}-${process.arch}`)
  const binding = join(folder, 'better_sqlite3.node')
  if (existsSync(binding)) return binding
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(binding)) await build(binding, version)
  })
  return binding
}
