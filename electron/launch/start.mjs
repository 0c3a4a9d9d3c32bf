import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { runDemo } from './demo.mjs'
import { hasDisplay } from './display.mjs'
import { root, userFolder } from './places.mjs'
import { asProgram, say, StepFailure } from './report.mjs'
import { runInTerminal } from './run.mjs'
import { runtime } from './runtime.mjs'
import { sampleProject } from './sample.mjs'
import { setup } from './setup.mjs'

/** The project to open: the one named behind `npm start --`, else the sample. */
async function projectToOpen() {
  const named = process.argv[2]
  if (named === undefined) return await sampleProject()
  const path = resolve(userFolder, named)
  if (existsSync(path)) return path
  throw new StepFailure('open the project', `there is no file ${path}.`, 'Check the name and the folder.')
}

await asProgram(async () => {
  await setup()
  await build()
  const electron = await runtime()
  if (!hasDisplay()) {
    say('There is no display here: running npm run demo on a virtual screen instead of opening a window.')
    return await runDemo()
  }
  const project = await projectToOpen()
  say(`Opening ${project ?? 'Roadstead'} …`)
  return await runInTerminal(
    electron.executable,
    [...electron.switches, root, ...(project === undefined ? [] : [project])],
    { env: { ...process.env, ...electron.env } },
  )
})
