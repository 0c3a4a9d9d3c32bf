import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../../src/raster/kernels/', import.meta.url))

it('carries in each compiled kernel the bytes that its source compiles to', () => {
  const printed = execFileSync(process.execPath, [join(folder, 'compile.mjs'), '--print'], {
    encoding: 'utf8',
  })
  const compiled = readdirSync(folder).filter((name) => name.endsWith('.wasm.ts'))
  expect(printed).toBe(compiled.map((name) => readFileSync(join(folder, name), 'utf8')).join(''))
})
