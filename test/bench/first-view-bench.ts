import { join } from 'node:path'
import { hasDisplay } from '../../electron/launch/display.mjs'
import { Analyst } from '../electron/analyst.ts'
import { launchWindow } from '../electron/launch-window.ts'
import type { TestWindow } from '../electron/launch-window.ts'
import type { Row } from './table.ts'

/** When something first became so, in milliseconds since the click. */
interface FirstView {
  /** The middle of the map shows the scene. */
  readonly firstPixels: number
  /** No tile is awaited any more. */
  readonly wholeView: number
}

/**
 * How soon the real window shows a scene that has no overviews, from the click on "Add scenes" on. Nothing of it is
 * prepared; whatever the program does in the background meanwhile counts.
 */
export async function firstViewRows(scene: string, name: string): Promise<Row[]> {
  if (!hasDisplay()) {
    process.stdout.write('first view in the window: no display, skipped\n')
    return []
  }
  const added = await inNewWindow(async (window, analyst) => {
    await analyst.choose('New project', [join(window.folder, 'bench.gpkg')])
    return await watched(window, () => analyst.choose('Add scenes', [scene]))
  })
  const row = (what: string, milliseconds: number): Row => ({
    what: `${name}: ${what}`,
    ours: milliseconds / 1000,
    peer: null,
    unit: 's',
    beside: 'asked: 2 s',
  })
  return [row('added, first pixels', added.firstPixels), row('added, whole view', added.wholeView)]
}

async function inNewWindow<T>(work: (window: TestWindow, analyst: Analyst) => Promise<T>): Promise<T> {
  const window = await launchWindow({ size: { width: 1440, height: 900 } })
  try {
    return await work(window, new Analyst(window))
  } finally {
    await window.close()
  }
}

/**
 * Looks at the map twenty times a second from the next click on, once it waits for tiles: to look takes a copy of the
 * whole picture, which without a graphics card costs as much as drawing it.
 */
async function watched({ page }: TestWindow, start: () => Promise<void>): Promise<FirstView> {
  await page.evaluate(() => {
    const found: { began?: number; firstPixels?: number; wholeView?: number } = {}
    Object.assign(globalThis, { firstView: found })
    const copy = document.createElement('canvas')
    copy.width = copy.height = 9
    const context = copy.getContext('2d', { willReadFrequently: true })
    const shows = (canvas: HTMLCanvasElement): boolean => {
      const [width, height] = [canvas.width / 3, canvas.height / 3]
      context?.clearRect(0, 0, 9, 9)
      context?.drawImage(canvas, width, height, width, height, 0, 0, 9, 9)
      const pixels = context?.getImageData(0, 0, 9, 9).data ?? []
      return pixels.some((value, index) => index % 4 === 3 && value > 0)
    }
    let waited = false
    document.addEventListener('click', () => (found.began ??= performance.now()), { capture: true })
    const look = setInterval(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.map-scenes')
      if (found.began === undefined || canvas === null || canvas.width === 0) return
      const isBusy = document.querySelector('.map-target')?.getAttribute('aria-busy') === 'true'
      waited ||= isBusy
      if (!waited) return
      if (found.firstPixels === undefined && shows(canvas))
        found.firstPixels = performance.now() - found.began
      if (found.firstPixels === undefined || isBusy) return
      found.wholeView = performance.now() - found.began
      clearInterval(look)
    }, 50)
  })
  await start()
  const answer = await page.waitForFunction(
    () => {
      const found = (globalThis as unknown as { firstView: Partial<FirstView> }).firstView
      return found.wholeView === undefined ? null : found
    },
    undefined,
    { timeout: 120_000, polling: 200 },
  )
  return (await answer.jsonValue()) as FirstView
}
