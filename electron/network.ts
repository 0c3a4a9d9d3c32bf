import { app, type Session } from 'electron'
import { developmentServer } from './development.ts'
import { isOfPage, pageOrigin } from './page.ts'

/** A port of the discard service on this machine, where nothing answers: a request that slips through ends there. */
const deadProxy = 'http://127.0.0.1:9'

/**
 * Roadstead makes no network request, ever. Each layer leaks something by itself (DNS prefetch, STUN, TURN), four
 * together leaked nothing: the page's content security policy, these switches, the filter and proxy of each session,
 * and the WebRTC policy of each page. Must run before the app is ready.
 */
export function closeNetwork(): void {
  const { commandLine } = app
  const local = developmentServer === undefined ? '' : new URL(developmentServer).hostname
  commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${local && `, EXCLUDE ${local}`}`)
  commandLine.appendSwitch('proxy-server', deadProxy)
  commandLine.appendSwitch('proxy-bypass-list', local || '<-loopback>')
  commandLine.appendSwitch('disable-background-networking')
  commandLine.appendSwitch('disable-component-update')
  commandLine.appendSwitch('disable-domain-reliability')
  commandLine.appendSwitch('disable-breakpad')
  commandLine.appendSwitch('no-pings')
}

/** Whether a request of the page leaves nothing: the bundle itself, or bytes that the page already has. */
export function staysInside(url: string): boolean {
  if (isOfPage(url) || url.startsWith('data:') || url.startsWith(`blob:${pageOrigin}/`)) return true
  if (!app.isPackaged && url.startsWith('devtools:')) return true
  return developmentServer !== undefined && url.startsWith(`${developmentServer.replace(/^http/, 'ws')}/`)
}

/** Gives a session the filter, the dead proxy and no spelling dictionaries. */
export function closeNetworkOf(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !staysInside(details.url) })
  })
  session.setSpellCheckerEnabled(false)
  if (developmentServer === undefined) {
    void session.setProxy({ proxyRules: deadProxy, proxyBypassRules: '<-loopback>' })
  }
}
