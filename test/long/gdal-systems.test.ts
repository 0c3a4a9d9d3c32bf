import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { askGdal, differences, gdalIsMissing } from '../interop/gdal-comparison.ts'
import { testFolder } from '../project/test-project.ts'

const script = fileURLToPath(new URL('../interop/make-systems.py', import.meta.url))

/** Of 6,071 systems: PROJ picks another of several shifts for old datums, or needs a grid; metres lie between. */
const mostApart = 0.03

test.skipIf(gdalIsMissing())(
  'scenes in any EPSG system lie where GDAL places them (needs python3-gdal)',
  { timeout: 1_800_000 },
  async () => {
    const folder = testFolder()
    execFileSync('/usr/bin/python3', [script, folder, '10'], { stdio: 'pipe' })
    const names = readdirSync(folder).filter((name) => name.endsWith('.tif'))
    const files = names.map((name) => join(folder, name))
    const apart: string[] = []
    for (const answer of askGdal(files)) {
      const found = await differences(answer)
      if (found.length > 0) apart.push(`${basename(answer.path)}: ${found.join('; ')}`)
    }
    expect(files.length).toBeGreaterThan(500)
    expect(apart.length, apart.join('\n')).toBeLessThan(mostApart * files.length)
  },
)
