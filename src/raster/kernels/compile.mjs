// Compiles the AssemblyScript kernels into modules that carry their bytes, so that no bundler or reader needs a loader:
//   node src/raster/kernels/compile.mjs            writes NAME.wasm.ts of each
//   node src/raster/kernels/compile.mjs --print    prints what it would write (a test compares)
import { readdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = dirname(fileURLToPath(import.meta.url))
const kernels = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.wasm.ts') && !name.endsWith('.d.ts'))
  .map((name) => name.slice(0, -'.ts'.length))

for (const kernel of kernels) {
  const module = `/** Compiled from ${kernel}.ts by compile.mjs; not edited by hand. */
export const ${kernel}WasmBase64 =
  '${Buffer.from(await compile(kernel)).toString('base64')}'
`
  if (process.argv.includes('--print')) process.stdout.write(module)
  else writeFileSync(join(folder, `${kernel}.wasm.ts`), module)
}

async function compile(kernel) {
  const source = `${kernel}.ts`
  let binary
  const { error, stderr } = await asc.main(
    [
      ...[source, '--outFile', `${kernel}.wasm`, '--runtime', 'stub', '--initialMemory', '2'],
      ...['--enable', 'simd', '-O3', '--noAssert', '--use', 'abort='],
    ],
    {
      readFile: (name, base) => readSource(name === source ? join(folder, name) : join(base, name)),
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  return binary
}

async function readSource(path) {
  return readFile(path, 'utf8').catch(() => null)
}
