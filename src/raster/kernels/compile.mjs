// Compiles the AssemblyScript kernels into modules that carry their bytes, so that no bundler or reader needs a loader:
//   node src/raster/kernels/compile.mjs            writes lzw.wasm.ts
//   node src/raster/kernels/compile.mjs --print    prints what it would write (a test compares)
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = dirname(fileURLToPath(import.meta.url))

let binary
const { error, stderr } = await asc.main(
  [
    'lzw.ts',
    '--outFile',
    'lzw.wasm',
    '--runtime',
    'stub',
    '--initialMemory',
    '2',
    '-O3',
    '--noAssert',
    '--use',
    'abort=',
  ],
  {
    readFile: (name, base) =>
      name === 'lzw.ts' ? readSource(join(folder, name)) : readSource(join(base, name)),
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents
    },
    listFiles: () => [],
  },
)
if (error) throw new Error(`${error.message}\n${stderr.toString()}`)

const module = `/** Compiled from lzw.ts by compile.mjs; not edited by hand. */
export const lzwWasmBase64 =
  '${Buffer.from(binary).toString('base64')}'
`
if (process.argv.includes('--print')) process.stdout.write(module)
else writeFileSync(join(folder, 'lzw.wasm.ts'), module)

async function readSource(path) {
  const { readFile } = await import('node:fs/promises')
  return readFile(path, 'utf8').catch(() => null)
}
