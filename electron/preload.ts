// The page's bridge: each member passes on to one channel. It does not grow when a method is added to the contract.
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import type { Bridge, WireEvent } from '../src/contract/bridge.ts'
import { channels } from './channels.ts'
import { pageOrigin } from './page.ts'

const bridge: Bridge = {
  ask: (request) => ipcRenderer.invoke(channels.ask, request),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  listen(listener) {
    const hear = (_event: IpcRendererEvent, event: WireEvent): void => listener(event)
    ipcRenderer.on(channels.event, hear)
    ipcRenderer.send(channels.listening)
    return () => void ipcRenderer.off(channels.event, hear)
  },
  choose: (request) => ipcRenderer.invoke(channels.choose, request),
  drop: (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return ipcRenderer.invoke(channels.drop, paths)
  },
  scenePort: (id) => ipcRenderer.send(channels.scenePort, id),
  menu: (items) => ipcRenderer.send(channels.menu, items),
}

ipcRenderer.on(channels.scenePort, (event, id: string) => {
  window.postMessage({ roadstead: 'scene-port', id }, pageOrigin, event.ports)
})

contextBridge.exposeInMainWorld('roadstead', bridge)
