// What `npm run bench` runs: measures Roadstead beside its peers (GDAL) on the same files in the same run, and prints a
// table. Nothing is asserted: machines differ, ratios tell.
//   npm run bench                 everything, on a scene of 10,000 x 10,000 x 4 uint16
//   npm run bench -- --quick      the same on small inputs
//   npm run bench -- --large      also a scene ten times as large (8 GB raw, 5 GB on disk)
//   npm run bench -- pyramid …    only these: pyramid, first-pixels, tile, import, swipe, footprints, exchange,
//                                 backup; and, only when named, coregistration [PAIRS [SEED]]
// `swipe` and `footprints` measure frames in the real window and need a display.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node24, root } from '../../electron/launch/places.mjs'
import { asProgram } from '../../electron/launch/report.mjs'
import { setup } from '../../electron/launch/setup.mjs'

await asProgram(async () => {
  await setup()
  const bench = join(root, 'test', 'bench', 'bench.ts')
  const { status } = spawnSync(node24, [bench, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
})
