// From nothing to the first pixels of a scene without a pyramid, as core and one tile worker do it: preview-one.ts SCENE
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { sceneDisplay } from '../../src/jobs/scene-display.ts'
import { previewRows } from '../../src/raster/preview-rows.ts'
import { readGrid } from '../../src/raster/read-window.ts'
import { sceneStatistics } from '../../src/raster/statistics.ts'

const [, , path = ''] = process.argv
const began = performance.now()
const secondsSince = (): number => (performance.now() - began) / 1000
const opened = await openSceneFile(path)
const { image, reader } = opened
const bands = image.bands.map(({ band }) => band)
const { levels } = sceneDisplay(image, await sceneStatistics(reader, bands), null)
const displayS = secondsSince()
const view = levels.find(({ width }) => width <= 1300) ?? { width: image.width, height: image.height }
const step = image.width / view.width
const [base] = image.levels
let firstTileS = 0
for (let y = 0; y < view.height; y += 512) {
  // As a tile worker does: all columns of a row of tiles at once.
  const columns = { start: 0, step, count: view.width }
  const rows = { start: y * step, step, count: Math.min(512, view.height - y) }
  await readGrid(reader, 0, columns, base === undefined ? rows : previewRows(base, rows), [3, 2, 1])
  firstTileS ||= secondsSince()
}
await opened.close()
process.stdout.write(JSON.stringify({ displayS, firstTileS, viewS: secondsSince() }))
