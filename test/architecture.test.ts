import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string }
      readonly from: string
      readonly to: string
    }[]
    readonly totalCruised: number
  }
}

function cruise(folder: string, places: readonly string[]): Cruise {
  const run = spawnSync(process.execPath, [cruiser, '--output-type', 'json', ...places], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (run.stdout === '') throw new Error(`dependency-cruiser printed nothing: ${run.stderr}`)
  return JSON.parse(run.stdout) as Cruise
}

/** For every rule a file that breaks it, each in another way of writing an import. */
const seeds: readonly (readonly [rule: string, path: string, code: string])[] = [
  [
    'no-circles',
    'src/compare/seed-one.ts',
    "import type { Two } from './seed-two.ts'\nexport type One = Two | 1",
  ],
  [
    'resolvable',
    'src/exchange/seed-nowhere.ts',
    "import { nothing } from './seed-missing.ts'\nexport const s = nothing",
  ],
  [
    'bottom-looks-at-bottom',
    'src/geodesy/seed.ts',
    "import type { WireEvent } from '../contract/bridge.ts'\nexport type Seed = WireEvent",
  ],
  [
    'domain-stands-alone',
    'src/domain/seed.ts',
    "export const load = () => import('../geodesy/seed-target.ts')",
  ],
  [
    'middle-does-not-look-up',
    'src/commands/seed.ts',
    "export type Seed = import('../jobs/seed-target.ts').SeedTarget",
  ],
  [
    'only-the-top-uses-node',
    'src/raster/seed.ts',
    "import type { Stats } from 'node:fs'\nexport type Seed = Stats",
  ],
  ['src-knows-no-window', 'src/workbench/seed.ts', "import type { FC } from 'react'\nexport type Seed = FC"],
  [
    'electron-knows-no-page',
    'electron/seed-page.ts',
    "import type { SeedTarget } from '../renderer/app/seed-target.ts'\nexport type Seed = SeedTarget",
  ],
  [
    'electron-knows-no-openlayers-or-react',
    'electron/seed-map.ts',
    "export const load = () => import('ol/Map.js')",
  ],
  [
    'renderer-sees-the-portable-core',
    'renderer/state/seed.ts',
    "export type Seed = import('../../src/jobs/seed-target.ts').SeedTarget",
  ],
  [
    'renderer-uses-no-node',
    'renderer/state/seed-node.ts',
    "import { sep } from 'node:path'\nexport const s = sep",
  ],
  [
    'only-the-map-knows-openlayers',
    'renderer/panels/seed.ts',
    "import type Map from 'ol/Map.js'\nexport type Seed = Map",
  ],
  ['the-map-knows-no-react', 'renderer/map/seed.ts', "export const load = () => import('react')"],
  [
    'only-raster-knows-geotiff',
    'src/compare/seed-geotiff.ts',
    "export type Seed = import('geotiff').GeoTIFF",
  ],
  [
    'only-project-knows-sqlite',
    'src/workbench/seed-sqlite.ts',
    "import type Database from 'better-sqlite3'\nexport type Seed = Database.Database",
  ],
  [
    'only-electron-knows-electron',
    'src/domain/seed-electron.ts',
    "import type { App } from 'electron'\nexport type Seed = App",
  ],
  [
    'product-knows-no-test',
    'src/cli/seed.ts',
    "export const load = () => import('../../test/seed-target.ts')",
  ],
]

/** The other half of the circle. */
const secondOfCircle = [
  'src/compare/seed-two.ts',
  "import type { One } from './seed-one.ts'\nexport type Two = One[]",
] as const

/** What the other seeds point at. */
const targets = [
  'src/geodesy/seed-target.ts',
  'src/jobs/seed-target.ts',
  'renderer/app/seed-target.ts',
  'test/seed-target.ts',
]

test('the sources keep the dependency rule, and all of them were looked at', () => {
  const { summary } = cruise(root, ['src', 'electron', 'renderer'])
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  expect(summary.totalCruised).toBeGreaterThanOrEqual(60)
})

describe('a copy of the sources in which every rule is broken', () => {
  let folder: string
  let found: ReadonlySet<string>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roadstead-architecture-'))
    for (const place of [
      'src',
      'electron',
      'renderer',
      'tsconfig.base.json',
      '.dependency-cruiser.cjs',
      'package.json',
    ]) {
      await cp(join(root, place), join(folder, place), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const files = [
      secondOfCircle,
      ...seeds.map(([, path, code]) => [path, code] as const),
      ...targets.map((path) => [path, 'export type SeedTarget = 1\nexport const seedTarget = 1'] as const),
    ]
    for (const [path, code] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), `${code}\n`)
    }
    const { summary } = cruise(folder, ['src', 'electron', 'renderer'])
    found = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(seeds)('is refused by %s, for %s', (rule, path) => {
    expect([...found]).toContain(`${rule}: ${path}`)
  })

  test('has a seed for every rule there is', () => {
    const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { readonly name: string }[]
    }
    expect(new Set(seeds.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)))
  })
})
