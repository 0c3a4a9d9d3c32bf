import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './places.mjs'

/** The decoders' WASM, which `src/jobs/codecs.ts` (and lerc by itself) looks for beside the bundle. */
const decoders = {
  name: 'decoders',
  generateBundle() {
    const resolve = createRequire(import.meta.url).resolve
    const files = {
      'libjpegturbowasm_decode.wasm': '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
      'webp_dec.wasm': '@jsquash/webp/codec/dec/webp_dec.wasm',
      'lerc-wasm.wasm': 'lerc/lerc-wasm.wasm',
    }
    for (const [fileName, specifier] of Object.entries(files)) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(resolve(specifier)) })
    }
  },
}

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
    // libjpeg-turbo's module is CommonJS and asks for its folder before it is told where its WASM is.
    transform: { define: { DEVELOPMENT: String(development), __dirname: '""' } },
    logLevel: 'warn',
  }
  const names = ['main', 'core-process', 'job-worker'].filter((name) =>
    existsSync(join(root, 'electron', `${name}.ts`)),
  )
  return [
    {
      ...common,
      plugins: [decoders],
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
