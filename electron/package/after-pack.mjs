import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What electron-builder calls when it has laid out the program: takes away the starter that the registry's Electron
 * carries in its resources, and gives that Electron the SQLite add-on that it can load.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await rm(join(resources, 'app'), { recursive: true, force: true })
  const binding = process.env.ROADSTEAD_PACK_BINDING
  if (binding === undefined) return
  const prebuilds = join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds')
  await copyFile(binding, join(prebuilds, `${process.platform}-${process.arch}.node`))
}
