import type { Bridge } from '../../src/contract/bridge.ts'

/** Asks the shell for ports to the core, one for each tile worker; they arrive as messages on the window. */
export function createScenePorts(bridge: Pick<Bridge, 'scenePort'>) {
  const waiting = new Map<string, (port: MessagePort) => void>()
  globalThis.addEventListener('message', ({ data, ports, source }: MessageEvent<unknown>) => {
    const [port] = ports
    const id = portId(data)
    if (source !== window || id === null || port === undefined) return
    waiting.get(id)?.(port)
    waiting.delete(id)
  })
  return {
    requestPort: (id: string): Promise<MessagePort> =>
      new Promise((resolve) => {
        waiting.set(id, resolve)
        bridge.scenePort(id)
      }),
  }
}

function portId(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('roadstead' in data) || !('id' in data)) return null
  return data.roadstead === 'scene-port' && typeof data.id === 'string' ? data.id : null
}
