import type { api } from '../../src/contract/api.ts'
import type { Bridge } from '../../src/contract/bridge.ts'
import type { Client } from '../../src/contract/define.ts'
import type { Keymap } from '../../src/contract/keymap.ts'
import { trying } from './trying.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** An analyst's own keys, kept on this machine. */
export interface KeymapWork {
  load(): Promise<void>
  /** Takes the keys at once and keeps them. */
  keep(keymap: Keymap): Promise<void>
  exportKeys(): Promise<void>
  /** Asks for a file and gives the keys in it; null where none was chosen or it could not be read. */
  importKeys(): Promise<Keymap | null>
}

export function createKeymapWork(
  client: Client<typeof api>,
  bridge: Bridge,
  workbench: WorkbenchStore,
): KeymapWork {
  return {
    async load() {
      const keymap = await trying(workbench, 'Keys', () => client['keys.read'](undefined))
      if (keymap !== null) workbench.setState({ keymap })
    },
    async keep(keymap) {
      workbench.setState({ keymap })
      await trying(workbench, 'Keys', () => client['keys.keep'](keymap))
    },
    async exportKeys() {
      await trying(workbench, 'Keys', async () => {
        const [file] = await bridge.choose({ kind: 'export-file', suggested: 'roadstead-keys.json' })
        if (file === undefined) return
        await client['keys.export']({ grant: file.grant })
        notify(workbench, 'done', { subject: file.name, what: 'Your keys are in this file.', do: '' })
      })
    },
    async importKeys() {
      const [file] = await bridge.choose({ kind: 'import-keys' })
      return file === undefined
        ? null
        : await trying(workbench, 'Keys', () => client['keys.import']({ grant: file.grant }))
    },
  }
}
