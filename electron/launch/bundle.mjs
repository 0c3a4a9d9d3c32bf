// The part of the build that needs Node 24 and node_modules: `node24 bundle.mjs FOLDER` builds everything into FOLDER.
import { join } from 'node:path'
import { build as bundle } from 'rolldown'
import { build as buildPage } from 'vite'
import { bundles } from './bundles.mjs'
import { root } from './places.mjs'

const folder = process.argv[2]
try {
  for (const one of bundles(join(folder, 'electron'), { development: false })) await bundle(one)
  await buildPage({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(folder, 'renderer'), emptyOutDir: true },
  })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
