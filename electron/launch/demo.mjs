import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { virtualScreen } from './display.mjs'
import { node24, root } from './places.mjs'
import { asProgram, StepFailure } from './report.mjs'
import { runInTerminal } from './run.mjs'
import { runtime } from './runtime.mjs'
import { sampleProject } from './sample.mjs'
import { setup } from './setup.mjs'

const analyst = join(root, 'electron', 'launch', 'demo-analyst.ts')

/**
 * Lets the scripted analyst work in the real window, on a virtual screen where there is no real one. The script gets
 * the sample project's path and the folder for what it leaves; how to start Electron stands in ROADSTEAD_RUNTIME.
 * Expects a checkout that is set up and built.
 * @returns {Promise<number>} the script's exit code
 */
export async function runDemo() {
  if (!existsSync(analyst)) {
    throw new StepFailure('run the demo', `${analyst} is missing.`, 'Get a complete checkout.')
  }
  const electron = await runtime()
  const project = await sampleProject()
  const [program, ...args] = [
    ...(await virtualScreen()),
    node24,
    analyst,
    ...(project === undefined ? [] : [project]),
    join(root, 'demo'),
  ]
  return await runInTerminal(program, args, {
    env: { ...process.env, ROADSTEAD_RUNTIME: JSON.stringify(electron) },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asProgram(async () => {
    await setup()
    await build()
    return await runDemo()
  })
}
