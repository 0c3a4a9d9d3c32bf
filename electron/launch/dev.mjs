import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasDisplay } from './display.mjs'
import { node24, root } from './places.mjs'
import { asProgram, StepFailure } from './report.mjs'
import { runInTerminal } from './run.mjs'
import { runtime } from './runtime.mjs'
import { sampleProject } from './sample.mjs'
import { setup } from './setup.mjs'

await asProgram(async () => {
  await setup()
  const electron = await runtime()
  if (!hasDisplay()) {
    throw new StepFailure('open a window', 'there is no display here.', 'xvfb-run -a npm run dev')
  }
  const project = await sampleProject()
  // What is bundled for development must not pass for a build of the product.
  rmSync(join(root, 'dist', 'sources.sha256'), { force: true })
  return await runInTerminal(node24, [join(root, 'electron', 'launch', 'watch.mjs')], {
    env: { ...process.env, ROADSTEAD_RUNTIME: JSON.stringify(electron), ROADSTEAD_PROJECT: project ?? '' },
  })
})
