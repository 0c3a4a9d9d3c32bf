import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject } from '../../src/project/project-file.ts'
import { by, change, insertScene, scene } from '../project/sample-data.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

let window: TestWindow
const dates = 200

/** A project of many dates whose files are elsewhere. */
function manyDates(folder: string): string {
  const project = createProject(join(folder, 'dates.gpkg'))
  const scenes = Array.from({ length: dates }, (_, day) =>
    scene({ path: `${day}.tif`, acquired_at: new Date(Date.UTC(2024, 0, 1 + day, 2, 31, 7)).toISOString() }),
  )
  project.apply(change(scenes.map(insertScene)), by)
  project.close()
  return project.path
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roadstead-test-'))
  window = await launchWindow({ project: manyDates(folder), folder, size: { width: 1280, height: 800 } })
})
afterAll(() => window.close())

describe('a list of two hundred dates', () => {
  const list = () => window.page.getByRole('list', { name: 'Scenes', exact: true })
  const shown = () => list().locator('.scene-show[aria-current="true"]')

  it('holds the rows around those in sight, and says of how many each is one', async () => {
    const first = list().getByRole('listitem').first()
    await first.getByText('2024-07-18 02:31 UTC').waitFor()
    expect(await first.getAttribute('aria-posinset')).toBe('1')
    expect(await first.getAttribute('aria-setsize')).toBe(String(dates))
    expect(await list().getByRole('listitem').count()).toBeLessThan(60)
  })

  it('is gone through by keys from end to end, and keeps the shown date in sight', async () => {
    const { page } = window
    await list().locator('.scene-show').first().focus()
    await page.keyboard.press('Control+End')
    const last = list().getByRole('button', { name: '2024-01-01 02:31 UTC' }).and(page.locator('.scene-show'))
    await expect.poll(() => last.evaluate((row) => row === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => shown().textContent()).toContain('2024-01-02')
    await page.keyboard.press('Control+Home')
    await expect.poll(() => list().getByText('2024-07-18').isVisible()).toBe(true)
    await page.getByLabel('Map canvas').focus()
    await page.keyboard.press('.')
    await expect.poll(() => shown().textContent()).toContain('2024-01-03')
    const isInSight = () =>
      shown().evaluate((row) => {
        const [own, around] = [
          row.getBoundingClientRect(),
          row.closest('.scene-list')?.getBoundingClientRect(),
        ]
        return around !== undefined && own.top >= around.top && own.bottom <= around.bottom + 8
      })
    await expect.poll(isInSight).toBe(true)
    expect(await window.complaints()).toEqual([])
  })
})
