import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { build } from '../../electron/launch/build.mjs'
import { root } from '../../electron/launch/places.mjs'

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: { electron: string }
}

/** Its parser knows no TypeScript of today, so it reads what is built. Not a dependency: it is old, and asks rarely. */
const checker = '@doyensec/electronegativity@1.10.3'

/**
 * What it asks to be looked at, and where that was done: each of these is the opposite of a hole. Anything else, or one
 * of these at another place, fails.
 */
const looked = [
  // The page's policy comes with the response, from protocols.ts: test/electron/security.test.ts reads it there.
  /^CSP_GLOBAL_CHECK .* N\/A$/,
  // Resolves no host at all.
  /^CUSTOM_ARGUMENTS_JS_CHECK .*host-resolver-rules.*MAP \* ~NOTFOUND/,
  // Refuses every certificate.
  /^CERTIFICATE_ERROR_EVENT_JS_CHECK .*certificate-error/,
  // The preload script exposes one bridge; test/electron/security.test.ts lists what the page finds.
  /^PRELOAD_JS_CHECK .*preload\.cjs/,
]

/** The fields of a line of CSV whose texts may hold commas and doubled quotes. */
const fields = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) =>
    field.replace(/^"|"$/g, '').replaceAll('""', '"').trim(),
  )

test(
  'Electronegativity finds nothing in the built program that was not looked at',
  { timeout: 300_000 },
  async (context) => {
    await build()
    const folder = mkdtempSync(join(tmpdir(), 'roadstead-checklist-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    try {
      execFileSync(
        'npm',
        ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, checker],
        {
          cwd: folder,
          stdio: 'ignore',
        },
      )
    } catch {
      return context.skip('the npm registry cannot be reached')
    }
    const csv = join(folder, 'found.csv')
    const program = join(folder, 'node_modules', '.bin', 'electronegativity')
    execFileSync(program, ['-i', join(root, 'dist'), '-e', devDependencies.electron, '-r', '-o', csv], {
      cwd: folder,
      stdio: 'ignore',
    })
    const [, ...lines] = readFileSync(csv, 'utf8').trim().split('\n')
    const found = lines.map(fields).map(([rule, severity, confidence, file, place, sample]) => ({
      severity: severity ?? '',
      text: [rule, severity, confidence, file, place, sample].join(' '),
    }))
    // It did read the program: what it always asks about is there.
    expect(found.some(({ text }) => text.startsWith('PRELOAD_JS_CHECK'))).toBe(true)
    const grave = found.filter(({ severity }) => severity === 'HIGH' || severity === 'MEDIUM')
    expect(grave.filter(({ text }) => !looked.some((pattern) => pattern.test(text)))).toEqual([])
  },
)
