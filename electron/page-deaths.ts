import { app, dialog, type BrowserWindow } from 'electron'
import type { LogFile } from '../src/workbench/log-file.ts'

/** A page that dies more often than this within a minute is not loaded again unasked: it would only die once more. */
const mostReloadsPerMinute = 3

/** Loads the page again when its process dies; `reloaded` is told before the new page listens. */
export function surviveDeaths(window: BrowserWindow, log: LogFile, reloaded: () => void): void {
  let deaths: number[] = []
  const reload = (): void => {
    if (window.isDestroyed()) return
    reloaded()
    window.webContents.reload()
  }
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.write('page died', { reason, code: exitCode })
    const now = performance.now()
    deaths = [...deaths.filter((time) => now - time < 60_000), now]
    if (deaths.length <= mostReloadsPerMinute) setImmediate(reload)
    else void askWhetherToGoOn(window).then((goesOn) => (goesOn ? reload() : app.quit()))
  })
  window.on('unresponsive', () => log.write('page hangs'))
  window.on('responsive', () => log.write('page answers again'))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log.write('process died', { type, reason, code: exitCode }),
  )
}

async function askWhetherToGoOn(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window stopped again and again.',
    detail: 'Everything that was shown as saved is in the project file.',
    buttons: ['Start it again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}
