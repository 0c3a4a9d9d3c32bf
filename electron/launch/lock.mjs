import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './report.mjs'

/** True while the process that holds the lock lives; a lock without a readable holder counts as held for 5 s. */
async function isHeld(folder) {
  try {
    const holder = Number(await readFile(`${folder}/pid`, 'utf8'))
    process.kill(holder, 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    if (error.code !== 'ENOENT') return false
    const made = await stat(folder).catch(() => undefined)
    return made !== undefined && Date.now() - made.mtimeMs < 5000
  }
}

/**
 * Runs `work` while no other process runs work under the same lock folder. A holder that died is passed over.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
  await mkdir(dirname(folder), { recursive: true })
  let told = false
  for (;;) {
    try {
      await mkdir(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!(await isHeld(folder))) await rm(folder, { recursive: true, force: true })
      else {
        if (!told) say('Waiting for another Roadstead command that is at the same step …')
        told = true
        await pause(200)
      }
    }
  }
  try {
    await writeFile(`${folder}/pid`, String(process.pid))
    return await work()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
