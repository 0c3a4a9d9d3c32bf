import { app, type Session, type WebContents } from 'electron'
import { isPage } from './page.ts'
import { closeNetworkOf } from './network.ts'

/** Switches that would open the program to others or weaken it. */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'inspect-publish-uid',
  'js-flags',
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'disable-web-security',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'user-data-dir',
] as const

/**
 * The first switch on the command line with which an installed Roadstead does not start, or undefined. A command shows
 * no page, so it needs no sandbox for one.
 */
export function refusedSwitch({ showsPages }: { showsPages: boolean }): string | undefined {
  if (!app.isPackaged) return undefined
  return refusedSwitches.find(
    (name) => app.commandLine.hasSwitch(name) && (showsPages || name !== 'no-sandbox'),
  )
}

/**
 * Sandboxes every process of the page. In a checkout Chromium may have been told that there is no sandbox (root has
 * none to offer); asking for one all the same would end every child process at once.
 */
export function sandboxPages(): void {
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', (event) => event.preventDefault())
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-attach-webview', (event) => event.preventDefault())
  const stayOnPage = (event: { preventDefault(): void; url: string }): void => {
    if (!isPage(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayOnPage)
  contents.on('will-redirect', stayOnPage)
  contents.on('will-frame-navigate', stayOnPage)
}

/** Every session and page that ever comes to be is closed to the network, to permissions and to navigation. */
export function guardEverything(): void {
  app.on('session-created', (session) => {
    closeNetworkOf(session)
    denyPermissions(session)
  })
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
}
