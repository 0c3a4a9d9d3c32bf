import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, screen, type Rectangle } from 'electron'
import { z } from 'zod'
import { pageUrl } from './page.ts'
import { plainText } from './plain-text.ts'

const Placement = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(400).max(20_000),
  maximized: z.boolean(),
})
type Placement = z.infer<typeof Placement>

const placementFile = (settingsFolder: string): string => join(settingsFolder, 'window.json')

/** Whether enough of a remembered window lies on a screen that is still there to take hold of it. */
function isReachable(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  const across =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
  const above = bounds.y >= workArea.y - 20 && bounds.y < workArea.y + workArea.height - 50
  return across >= 200 && above
}

function readPlacement(settingsFolder: string): Placement | undefined {
  try {
    const placement = Placement.parse(JSON.parse(readFileSync(placementFile(settingsFolder), 'utf8')))
    return isReachable(placement) ? placement : undefined
  } catch {
    return undefined
  }
}

function keepPlacement(window: BrowserWindow, settingsFolder: string): void {
  const isAsPlaced = !window.isMaximized() && !window.isMinimized() && !window.isFullScreen()
  const bounds = isAsPlaced ? window.getBounds() : window.getNormalBounds()
  const placement: Placement = { ...bounds, maximized: window.isMaximized() }
  const path = placementFile(settingsFolder)
  try {
    writeFileSync(`${path}.part`, JSON.stringify(placement), { mode: 0o600 })
    renameSync(`${path}.part`, path)
  } catch {
    // Where the window stood is a convenience: a full disk must not keep it from closing.
  }
}

/** Writes where the window stands once it has come to rest, so that a crash keeps it too, and when it closes. */
function keepPlacementOf(window: BrowserWindow, settingsFolder: string): void {
  let atRest: NodeJS.Timeout | undefined
  const keepAtRest = (): void => {
    clearTimeout(atRest)
    atRest = setTimeout(() => keepPlacement(window, settingsFolder), 300)
  }
  window.on('move', keepAtRest)
  window.on('resize', keepAtRest)
  window.on('close', () => keepPlacement(window, settingsFolder))
  window.on('closed', () => clearTimeout(atRest))
}

/** Makes the one window and shows it when the page has drawn itself. */
export function createWindow(settingsFolder: string): BrowserWindow {
  const { maximized = false, ...bounds } = readPlacement(settingsFolder) ?? {}
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Roadstead',
    backgroundColor: '#13171a',
    autoHideMenuBar: false,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableBlinkFeatures: 'Auxclick,FileSystemAccessLocal',
      devTools: !app.isPackaged,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  keepPlacementOf(window, settingsFolder)
  window.on('page-title-updated', (event, title) => {
    event.preventDefault()
    window.setTitle(plainText(title) || 'Roadstead')
  })
  void window.loadURL(pageUrl)
  return window
}
