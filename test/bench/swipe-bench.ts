import { join } from 'node:path'
import { hasDisplay } from '../../electron/launch/display.mjs'
import { Analyst } from '../electron/analyst.ts'
import { launchWindow } from '../electron/launch-window.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import type { Row } from './table.ts'

/** One scene, and each view of two, is panned for this many frames; the median frame counts. */
const frames = 60

/** Views of two dates beside one scene alone, in the real window. */
const views = [
  { key: 'F4', name: 'swipe' },
  { key: 'F5', name: 'lens' },
  { key: 'F6', name: 'blink' },
  { key: 'F7', name: 'blend' },
  { key: 'F8', name: 'difference' },
  { key: 'F3', name: 'side by side' },
] as const

/**
 * The time of a frame while the map is panned, and while the divider is moved, with two dates, beside that of one
 * scene in the same window a moment before.
 * @param isQuick measures the swipe alone
 */
export async function swipeRows(rounds: number, isQuick: boolean): Promise<Row[]> {
  if (!hasDisplay()) {
    process.stdout.write('views of two dates: no display, skipped\n')
    return []
  }
  const window = await launchWindow({ size: { width: 1440, height: 900 } })
  try {
    const analyst = new Analyst(window)
    const yard = makeShipyard()
    const paths = ['20240211', '20240302'].map((date) => {
      const spec = sampleScenes().find(({ fileName }) => fileName.startsWith(date))
      if (spec === undefined) throw new Error(`the sample has no scene of ${date}`)
      return writeScene(window.folder, spec, yard).path
    })
    await analyst.choose('New project', [join(window.folder, 'bench.gpkg')])
    await analyst.choose('Add scenes', paths)
    await analyst.show('2024-03-02')
    await analyst.compareWith('2024-02-11')
    const shown = async (key: string) => {
      await analyst.map.focus()
      await window.page.keyboard.press(key)
      await analyst.sceneDrawn()
    }
    await shown('F2')
    await window.page.keyboard.press('+')
    await window.page.keyboard.press('+')
    await analyst.sceneDrawn()
    const rows: Row[] = []
    const pan = async () => await medianFrame(window.page, '.map-target')
    for (const { key, name } of isQuick ? views.slice(0, 1) : views) {
      const [one, two, swiped]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round <= rounds; round++) {
        await shown('F2')
        const alone = await pan()
        await shown(key)
        const both = await pan()
        const divider = key === 'F4' ? await medianFrame(window.page, '.map-divider') : null
        // The first round reads tiles and compiles shaders.
        if (round === 0) continue
        one.push(alone)
        two.push(both)
        if (divider !== null) swiped.push(divider)
      }
      const peer = { peer: median(one), unit: 'ms', beside: 'one scene, panned' } as const
      rows.push({ what: `frame of a pan, ${name}`, ours: median(two), ...peer })
      if (swiped.length > 0) rows.push({ what: 'frame of a moving divider', ours: median(swiped), ...peer })
    }
    return rows
  } finally {
    await window.close()
  }
}

/** Milliseconds from frame to frame while arrow keys reach an element: as many to the right as to the left. */
async function medianFrame(
  page: Awaited<ReturnType<typeof launchWindow>>['page'],
  selector: string,
): Promise<number> {
  const times = await page.evaluate(
    ([target, count]) =>
      new Promise<number[]>((done) => {
        const element = document.querySelector(target)
        const seen: number[] = []
        let before: number | null = null
        const step = (now: number) => {
          if (before !== null) seen.push(now - before)
          before = now
          if (seen.length >= count) {
            done(seen)
            return
          }
          const key = seen.length % 20 < 10 ? 'ArrowRight' : 'ArrowLeft'
          element?.dispatchEvent(
            new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }),
          )
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    [selector, frames] as const,
  )
  return median(times)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
