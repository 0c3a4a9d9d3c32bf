import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { build } from '../../electron/launch/build.mjs'
import { hasDisplay } from '../../electron/launch/display.mjs'
import { root } from '../../electron/launch/places.mjs'
import { runtime } from '../../electron/launch/runtime.mjs'

/** The real window of the built app, with a settings folder and a folder for projects of its own. */
export interface TestWindow {
  readonly app: ElectronApplication
  readonly page: Page
  /** An empty folder for this window's projects and exports; removed by `close`. */
  readonly folder: string
  readonly settingsFolder: string
  /** Console errors and warnings, page errors and violations of the content security policy so far. */
  complaints(): Promise<string[]>
  /** Quits as a user would, then removes the folders. `keep` leaves them for a second start. */
  close(options?: { keep?: boolean }): Promise<void>
}

export interface LaunchOptions {
  /** Put on the command line, as a double click on a project does. */
  readonly project?: string
  /** From an earlier window that was closed with `keep`. */
  readonly settingsFolder?: string
  readonly folder?: string
  /** The window's size on the screen; 1440 x 900 unless told. */
  readonly size?: { readonly width: number; readonly height: number }
  /** Pixels of the device per pixel of the page, as on a HiDPI screen; those of the display unless told. */
  readonly pixelRatio?: number
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Words in Chromium's own messages about the machine and not about the page: no GPU, no session bus. */
const machineNoise = /GPU stall due to ReadPixels|Automatic fallback to software WebGL|swiftshader/i

/** What has to be started, and how, for a second program beside Playwright's. */
export async function command(): Promise<{
  executable: string
  args: string[]
  env: Record<string, string>
}> {
  const { executable, switches, env } = await runtime()
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(ELECTRON_|NODE_OPTIONS|VITEST)/.test(entry[0]),
  )
  return { executable, args: [...switches, root], env: { ...Object.fromEntries(inherited), ...env } }
}

/** Builds the app where its sources changed, starts it, and waits for its window. */
export async function launchWindow(options: LaunchOptions = {}): Promise<TestWindow> {
  if (!hasDisplay())
    throw new Error('These tests need a display: run them through npm test, or under xvfb-run -a.')
  await build()
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'roadstead-test-')))
  const settingsFolder = options.settingsFolder ?? (await mkdtemp(join(tmpdir(), 'roadstead-settings-')))
  const { executable, args, env } = await command()
  const launch = () =>
    _electron.launch({
      executablePath: executable,
      args: [
        ...(options.pixelRatio === undefined ? [] : [`--force-device-scale-factor=${options.pixelRatio}`]),
        ...args,
        ...(options.project === undefined ? [] : [options.project]),
      ],
      env: { ...env, ...options.env, ROADSTEAD_SETTINGS: settingsFolder },
      timeout: 20_000,
    })
  // Now and then Playwright misses the window of an app that starts fast, and waits for it in vain.
  const app = await launch().catch(launch)
  const page = await app.firstWindow({ timeout: 30_000 })
  await page.waitForLoadState('load')
  // Left alone, Playwright lets a page go that wants to stay until it has saved, and says no to questions.
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') void dialog.accept()
  })
  if (options.size !== undefined) {
    await app.evaluate(({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size })
    }, options.size)
  }
  return {
    app,
    page,
    folder,
    settingsFolder,
    complaints: async () => {
      const messages = await page.consoleMessages()
      const worrying = messages.filter((message) => ['error', 'warning'].includes(message.type()))
      const errors = await page.pageErrors()
      return [...worrying.map((message) => message.text()), ...errors.map((error) => error.message)].filter(
        (text) => !machineNoise.test(text),
      )
    },
    close: async ({ keep = false } = {}) => {
      await app.close()
      if (keep) return
      await rm(folder, { recursive: true, force: true })
      await rm(settingsFolder, { recursive: true, force: true })
    },
  }
}

/**
 * From now on every native file dialog of `app` answers with these paths at once: an open dialog with all of them, a
 * save dialog with the first, either with "cancelled" where there are none. Messages are answered with their first
 * button; `shownMessages` tells which came.
 */
export async function answerDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, chosen) => {
      const shown: string[] = []
      Object.assign(globalThis, { shownMessages: shown })
      Object.assign(dialog, {
        showOpenDialog: () => Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen }),
        showSaveDialog: () => Promise.resolve({ canceled: chosen.length === 0, filePath: chosen[0] ?? '' }),
        showMessageBox: (_window: unknown, options: { message: string; detail?: string }) => {
          shown.push(`${options.message} ${options.detail ?? ''}`)
          return Promise.resolve({ response: 0, checkboxChecked: false })
        },
      })
    },
    [...paths],
  )
}

/** The native messages that came since `answerDialogs`. */
export async function shownMessages(app: ElectronApplication): Promise<string[]> {
  return await app.evaluate(() => (globalThis as unknown as { shownMessages: string[] }).shownMessages)
}
