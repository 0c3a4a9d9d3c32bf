// From nothing to the first pixels of a scene without a pyramid, as core and one tile worker do it: preview-one.ts SCENE
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { sceneDisplay } from '../../src/jobs/scene-display.ts'
import { previewRows } from '../../src/raster/preview-rows.ts'
import { readGrid } from '../../src/raster/read-window.ts'

const [, , path = ''] = process.argv
const began = performance.now()
const secondsSince = (): number => (performance.now() - began) / 1000
const opened = await openSceneFile(path)
const { image, reader } = opened
const { levels } = await sceneDisplay(image, reader, null, new AbortController().signal)
const displayS = secondsSince()
const view = levels.find(({ width }) => width <= 1300) ?? { width: image.width, height: image.height }
const step = image.width / view.width
const [base] = image.levels
let firstTileS = 0
for (let y = 0; y < view.height; y += 512) {
  for (let x = 0; x < view.width; x += 512) {
    const columns = { start: x * step, step, count: Math.min(512, view.width - x) }
    const rows = { start: y * step, step, count: Math.min(512, view.height - y) }
    await readGrid(reader, 0, columns, base === undefined ? rows : previewRows(base, rows), [3, 2, 1])
    firstTileS ||= secondsSince()
  }
}
await opened.close()
process.stdout.write(JSON.stringify({ displayS, firstTileS, viewS: secondsSince() }))
