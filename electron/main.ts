// The start-up order of the window's main process, and nothing else.
import { join } from 'node:path'
import { app, powerMonitor } from 'electron'
import { asProblem } from '../src/domain/problem.ts'
import { openLogFile } from '../src/workbench/log-file.ts'
import { startCore } from './core-host.ts'
import type { CoreSettings } from './core-messages.ts'
import { showProblem } from './dialogs.ts'
import { connectWindow } from './ipc.ts'
import { commandGiven, runCommand } from './run-command.ts'
import { showMenu } from './menu.ts'
import { closeNetwork } from './network.ts'
import { projectOnCommandLine } from './opened-files.ts'
import { surviveDeaths } from './page-deaths.ts'
import { registerSchemes, servePage } from './protocols.ts'
import { guardEverything, refusedSwitch, sandboxPages } from './security.ts'
import { settleSettingsFolder } from './settings-folder.ts'
import { createWindow } from './window.ts'

let openProject: ((path: string) => void) | undefined
let waitingProject = projectOnCommandLine(process.argv, process.cwd())

function open(path: string | undefined): void {
  if (openProject === undefined) waitingProject = path ?? waitingProject
  else if (path !== undefined) openProject(path)
}

/** An installed Roadstead loads no code that its surroundings name: only a checkout may bring an add-on of its own. */
function coreSettings(settingsFolder: string): CoreSettings {
  const sqliteBinding = app.isPackaged ? undefined : process.env['ROADSTEAD_SQLITE_BINDING']
  const settings = { settingsFolder, appVersion: app.getVersion() }
  return sqliteBinding === undefined ? settings : { ...settings, sqliteBinding }
}

function start(settingsFolder: string): void {
  servePage(join(import.meta.dirname, '..', 'renderer'))
  const log = openLogFile(join(settingsFolder, 'logs'), 'window')
  process.on('uncaughtExceptionMonitor', (error) => log.fault(error))
  log.write('started', { version: app.getVersion() })
  const core = startCore(coreSettings(settingsFolder), (event) => outlet.send(event), log)
  const window = createWindow(settingsFolder)
  const outlet = connectWindow(window, core)
  surviveDeaths(window, log, () => outlet.send({ type: 'window-restarted' }))
  showMenu([], () => undefined)

  openProject = (path) => {
    core.grant(path, 'read').then(
      (granted) => outlet.send({ type: 'open-project', granted }),
      (error: unknown) => showProblem(window, asProblem(error, 'The project')),
    )
  }
  open(waitingProject)

  app.on('second-instance', (_event, argv, folder) => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    open(projectOnCommandLine(argv, folder))
  })
  // What is called saved is on the disk, so sleep needs nothing; a fault after it is told from others by these lines.
  powerMonitor.on('suspend', () => log.write('machine sleeps'))
  powerMonitor.on('resume', () => log.write('machine woke'))
  // The system ends: the core closes the project first, which `quit` waits for.
  powerMonitor.on('shutdown', () => app.quit())
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    // The page goes first, for it may have edits to save yet; without a window the program quits anew.
    if (!window.isDestroyed() && !window.webContents.isCrashed()) {
      window.close()
      return
    }
    void core.close().then(() => {
      closed = true
      app.quit()
    })
  })
}

const command = commandGiven(process.argv)
const refused = refusedSwitch({ showsPages: command === undefined })
if (refused !== undefined) {
  process.stderr.write(`Roadstead does not start with --${refused}. Leave the switch out.\n`)
  app.exit(1)
}
// Electron waits for this module before it looks for a display: a command needs none.
if (command !== undefined) await runCommand(command)
const settingsFolder = settleSettingsFolder()
closeNetwork()
sandboxPages()
registerSchemes()
guardEverything()
app.on('window-all-closed', () => app.quit())
app.on('open-file', (event, path) => {
  event.preventDefault()
  open(path)
})
if (app.requestSingleInstanceLock()) void app.whenReady().then(() => start(settingsFolder))
else app.quit()
