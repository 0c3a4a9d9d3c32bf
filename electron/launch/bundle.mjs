// The part of the build that needs Node 24 and node_modules: `node24 bundle.mjs FOLDER` builds everything into FOLDER.
import { join } from 'node:path'
import { build as bundle } from 'rolldown'
import { build as buildPage } from 'vite'
import { bundles } from './bundles.mjs'
import { packageCollector, writeNotices } from './notices.mjs'
import { root } from './places.mjs'

const folder = process.argv[2]
const { plugin, folders } = packageCollector()
// It stands outside the bundles, as it is.
folders.add(join(root, 'node_modules', 'better-sqlite3'))
try {
  for (const one of bundles(join(folder, 'electron'), { development: false }))
    await bundle({ ...one, plugins: [...(one.plugins ?? []), plugin] })
  await buildPage({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [plugin],
    worker: { plugins: () => [plugin] },
    build: { outDir: join(folder, 'renderer'), emptyOutDir: true },
  })
  await writeNotices(join(folder, 'third-party-notices.txt'), folders)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
