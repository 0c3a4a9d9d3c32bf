import { ipcMain, MessageChannelMain, type BrowserWindow, type WebFrameMain } from 'electron'
import { z } from 'zod'
import {
  ChooseRequest,
  MenuItem,
  WireRequest,
  type WireEvent,
  type WireReply,
} from '../src/contract/bridge.ts'
import { Problem } from '../src/domain/problem.ts'
import { channels, type Channel } from './channels.ts'
import type { CoreHost } from './core-host.ts'
import { choose, grantAll } from './dialogs.ts'
import { showMenu } from './menu.ts'
import { isOfPage } from './page.ts'

const Paths = z.array(z.string().min(1).max(32_768)).max(1000)
const MenuItems = z.array(MenuItem).max(500)
const RequestId = z.string().min(1).max(64)

interface Sent {
  readonly senderFrame: WebFrameMain | null
}

const malformed = (): WireReply => {
  const problem = new Problem(
    'input/invalid',
    'The window',
    'It sent a malformed request.',
    'Please report it.',
  )
  return { ok: false, problem: problem.toReport() }
}

/** What the page is told. Events are held back until the page listens. */
export interface Outlet {
  send(event: WireEvent): void
}

/**
 * Registers every channel for `window`. Each message must come from the window's own main frame while that shows the
 * page, and must have the channel's shape; anything else is answered with nothing and noted on standard error.
 */
export function connectWindow(window: BrowserWindow, core: CoreHost): Outlet {
  let held: WireEvent[] | undefined = []
  // A page that died hears nothing; the one that is loaded in its place listens when it is ready.
  window.webContents.on('render-process-gone', () => (held ??= []))
  const outlet: Outlet = {
    send(event) {
      if (held !== undefined) held.push(event)
      else if (!window.isDestroyed()) window.webContents.send(channels.event, event)
    },
  }

  function isOurs({ senderFrame }: Sent, channel: Channel): boolean {
    const ours =
      !window.isDestroyed() &&
      senderFrame !== null &&
      senderFrame === window.webContents.mainFrame &&
      isOfPage(senderFrame.url)
    if (!ours) process.stderr.write(`Refused a message on channel ${channel} from a foreign frame.\n`)
    return ours
  }

  function on<T>(channel: Channel, shape: z.ZodType<T>, handle: (value: T) => void): void {
    ipcMain.on(channel, (event, value: unknown) => {
      const parsed = shape.safeParse(value)
      if (isOurs(event, channel) && parsed.success) handle(parsed.data)
    })
  }

  function answer<T, R>(
    channel: Channel,
    shape: z.ZodType<T>,
    otherwise: () => R,
    handle: (value: T) => Promise<R>,
  ): void {
    ipcMain.handle(channel, async (event, value: unknown) => {
      if (!isOurs(event, channel)) throw new Error('refused')
      const parsed = shape.safeParse(value)
      return parsed.success ? await handle(parsed.data) : otherwise()
    })
  }

  answer(channels.ask, WireRequest, malformed, (request) => core.ask(request))
  answer(
    channels.choose,
    ChooseRequest,
    () => [],
    (request) => choose(window, request, core.grant),
  )
  answer(
    channels.drop,
    Paths,
    () => [],
    (paths) => grantAll(window, paths, 'read', core.grant),
  )
  on(channels.cancel, RequestId, (id) => core.cancel(id))
  on(channels.menu, MenuItems, (items) => showMenu(items, (id) => outlet.send({ type: 'action', id })))
  on(channels.listening, z.undefined(), () => {
    const waiting = held ?? []
    held = undefined
    waiting.forEach((event) => outlet.send(event))
  })
  on(channels.scenePort, RequestId, (id) => {
    const { port1, port2 } = new MessageChannelMain()
    core.serveScenePort(port1)
    window.webContents.postMessage(channels.scenePort, id, [port2])
  })
  return outlet
}
