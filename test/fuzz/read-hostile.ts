import { asProblem, Problem } from '../../src/domain/problem.ts'
import { findAcquisition } from '../../src/raster/acquisition/acquisition-time.ts'
import { describePixels, describeScene } from '../../src/raster/describe-scene.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import { sceneStatistics } from '../../src/raster/statistics.ts'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'

/** Reads each scene named on the command line as `info` and the map would, and prints what came of it. */
export interface HostileOutcome {
  readonly path: string
  /** `read`, or the code of the problem. */
  readonly outcome: string
  readonly subject: string
  readonly seconds: number
}

const outcomes: HostileOutcome[] = []
for (const path of process.argv.slice(2)) {
  const start = performance.now()
  let [outcome, subject] = ['read', '']
  try {
    await look(path)
  } catch (error) {
    const problem = asProblem(error, 'unnamed')
    ;[outcome, subject] = [error instanceof Problem ? problem.code : String(error), problem.subject]
  }
  outcomes.push({ path, outcome, subject, seconds: (performance.now() - start) / 1000 })
}
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ outcomes, peakMb }))

async function look(path: string): Promise<void> {
  const scene = await openSceneFile(path)
  try {
    const { image, reader } = scene
    describeScene(path, image, findAcquisition(image.name, image.texts, []))
    const [width, height] = [Math.min(512, image.width), Math.min(512, image.height)]
    await describePixels(reader, [{ column: image.width - 1, row: image.height - 1 }])
    await readWindow(reader, { level: 0, x: 0, y: 0, width, height, bands: [1] })
    await sceneStatistics(reader, [1])
  } finally {
    await scene.close()
  }
}
