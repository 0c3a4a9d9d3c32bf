import { MessageChannel } from 'node:worker_threads'
import { once } from 'node:events'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'

/** Opens a project of someone else as the window does, and asks for everything that touches the scenes' files. */
const [, , settingsFolder = '', path = ''] = process.argv
const core = createWorkbench({
  settingsFolder,
  appVersion: 'test',
  worksInBackground: true,
  emit: () => undefined,
})
const client = createClient(api, core)
const { records } = await client['project.open']({ grant: (await core.grant(path, 'read')).grant })
await client['project.check'](undefined)
const uids = records.scenes.map(({ uid }) => uid)
await client['scene.files']({ uids })
await client['scene.watch']({ uids })
await client['scene.outside']({ uids })
for (const uid of uids)
  for (const method of ['scene.facts', 'scene.display', 'scene.prepare'] as const)
    await client[method]({ uid }).catch(() => null)
const { port1, port2 } = new MessageChannel()
core.serveScenePort({
  postMessage: (message) => port1.postMessage(message),
  on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
    void port1.on(event, (data: unknown) => listener({ data })),
})
for (const { uid: scene_uid } of records.scenes)
  for (const file of ['scene', 'ovr', 'msk', 'auxXml', 'pyramid'] as const) {
    port2.postMessage({ op: 'open', id: 1, scene_uid, file })
    await once(port2, 'message')
  }
port2.close()
await core.close()
process.stdout.write(`${records.scenes.length} scenes\n`)
process.exit(0)
