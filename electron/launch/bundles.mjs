import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'

/**
 * What rolldown makes of `electron/`: the main process, the core process and its workers as modules, the preload as
 * one CommonJS file (a sandboxed preload cannot import).
 * @param {string} folder where the four files go
 * @param {{ development: boolean }} kind the product has no code that talks to a development server
 */
export function bundles(folder, { development }) {
  const common = {
    cwd: root,
    platform: 'node',
    external: ['electron', 'better-sqlite3', /^node:/],
    transform: { define: { DEVELOPMENT: String(development) } },
    logLevel: 'warn',
  }
  const names = ['main', 'core-process', 'job-worker'].filter((name) =>
    existsSync(join(root, 'electron', `${name}.ts`)),
  )
  return [
    {
      ...common,
      input: Object.fromEntries(names.map((name) => [name, join(root, 'electron', `${name}.ts`)])),
      output: { dir: folder, format: 'esm', sourcemap: true, entryFileNames: '[name].js' },
    },
    {
      ...common,
      input: join(root, 'electron', 'preload.ts'),
      output: { file: join(folder, 'preload.cjs'), format: 'cjs', sourcemap: true },
    },
  ]
}
