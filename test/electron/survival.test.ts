import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Locator } from 'playwright'
import { afterEach, describe, expect, test } from 'vitest'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { pixelAt } from '../raster/pixel-at.ts'
import { connect } from '../../src/project/connection.ts'
import { openProject } from '../../src/project/project-file.ts'
import { makeHullScene } from '../scenes/hull-scene.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'
import { mapPixels } from './map-pixels.ts'
import { yardProject } from './yard-project.ts'

let shell: TestWindow
afterEach(() => shell.close())

const signalCore = (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') =>
  shell.app.evaluate(({ app }, signal) => {
    const core = app.getAppMetrics().find((process) => process.name === 'Roadstead core')
    process.kill(core!.pid, signal)
  }, signal)

/** Opens a project of three sightings in the window, at the one with the notes `hull 3`. */
async function openHull(): Promise<{ path: string; notes: Locator }> {
  shell = await launchWindow()
  const path = yardProject(shell.folder)
  await shell.close({ keep: true })
  shell = await launchWindow({ project: path, folder: shell.folder, settingsFolder: shell.settingsFolder })
  await shell.page.getByRole('row').filter({ hasText: '300' }).first().click()
  const notes = shell.page.getByRole('textbox', { name: 'Notes' }).last()
  await expect.poll(() => notes.inputValue()).toBe('hull 3')
  return { path, notes }
}

describe('the map', () => {
  test('is drawn and read on after the core was killed', async () => {
    shell = await launchWindow({ size: { width: 1440, height: 900 } })
    const analyst = new Analyst(shell)
    const path = join(shell.folder, '20260301_023107_scene.tif')
    const size = [1024, 1024] as const
    const hull = { lonLat: [122.05, 29.95] as const, lengthM: 180, beamM: 30, headingDeg: 90, gsdM: 3, size }
    writeFileSync(path, makeHullScene({ ...hull, crs: 'EPSG:32651' }).bytes)
    await analyst.choose('New project', [join(shell.folder, 'yard.gpkg')])
    await analyst.choose('Add scenes', [path])
    await analyst.show('2026-03-01')
    await analyst.lookAt([122.04, 29.96], 3)
    await signalCore('SIGKILL')
    await shell.page.getByRole('alert').filter({ hasText: 'was started again' }).first().waitFor()
    await analyst.lookAt(hull.lonLat, 3)
    const { x, y } = await analyst.pixelOf(hull.lonLat)
    const pixels = mapPixels(shell.page)
    await expect.poll(() => pixels.brightness(0.5, 0.5)).toBeGreaterThan(20)
    await shell.page.mouse.move(x + 1, y)
    await shell.page.mouse.move(x, y)
    const samples = shell.page.getByRole('group', { name: 'Position' }).locator('.readout-samples > span')
    const opened = await openSceneFile(path)
    const middle = await pixelAt(opened.reader, 512, 512)
    await opened.close()
    const shown = async () => (await samples.allTextContents()).map((one) => Number(one.replace(/\D/g, '')))
    await expect.poll(async () => (await shown()).length).toBe(middle.length)
    for (const value of await shown()) expect(value).toBeGreaterThan(0)
  })
})

describe('a page that dies', () => {
  /** What the page that was loaded in its place says: the debugger's own page is gone for good. */
  const inPage = async (script: string) =>
    (await shell.app.evaluate(async ({ BrowserWindow }, script) => {
      const said = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>
      // A page that dies leaves its question unanswered.
      return await Promise.race([said, new Promise((resolve) => setTimeout(() => resolve(''), 2_000))])
    }, script)) as string
  const written = () => inPage(`document.activeElement.value ?? ''`)
  const notesStored = (path: string) => {
    const project = openProject(path)
    const stored = project.records().sightings.map((sighting) => sighting.notes)
    project.close()
    return stored
  }

  test('comes back with what was being written, and what waited for the file is saved', async () => {
    const { path, notes } = await openHull()
    const other = connect(path, 'write', {})
    other.exec('BEGIN IMMEDIATE')
    await notes.fill('waits for another program')
    await shell.page.keyboard.press('Tab')
    await shell.page.getByRole('status').filter({ hasText: 'waiting for another program' }).waitFor()
    await notes.fill('half a sentence')
    await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await expect.poll(() => written().catch(() => '')).toBe('half a sentence')
    expect(await inPage('document.body.textContent')).toContain('window stopped unexpectedly')
    expect(notesStored(path)).not.toContain('waits for another program')
    other.exec('ROLLBACK')
    other.close()
    await expect.poll(() => notesStored(path)).toContain('waits for another program')
    expect(await written()).toBe('half a sentence')
    await inPage('document.activeElement.blur()')
    await expect.poll(() => notesStored(path)).toContain('half a sentence')
  })
})

describe('a machine that falls asleep', () => {
  test('in the middle of an edit has it saved when it wakes, once', async () => {
    const { path, notes } = await openHull()
    await signalCore('SIGSTOP')
    await notes.fill('written before the lid was closed')
    await shell.page.keyboard.press('Tab')
    // Longer than any clock of the program that could give the edit up.
    await wait(6_000)
    expect(
      await shell.page
        .getByRole('status')
        .filter({ hasText: /^saved/ })
        .count(),
    ).toBe(0)
    await shell.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
    await signalCore('SIGCONT')
    await shell.page
      .getByRole('status')
      .filter({ hasText: /^saved/ })
      .waitFor()
    const project = openProject(path)
    const stored = project.records().sightings.map((sighting) => sighting.notes)
    expect(stored.filter((note) => note === 'written before the lid was closed')).toHaveLength(1)
    expect(project.history().undo).toHaveLength(2)
    project.close()
  })
})

describe('a window that is closed', () => {
  const storedNotes = (path: string) => {
    const project = openProject(path)
    const stored = project.records().sightings.map((sighting) => sighting.notes)
    project.close()
    return stored
  }

  test('in the middle of typing has what was typed in the file', async () => {
    const { path, notes } = await openHull()
    await notes.fill('typed and never left')
    await shell.close({ keep: true })
    expect(storedNotes(path)).toContain('typed and never left')
    shell = await launchWindow({ project: path, folder: shell.folder, settingsFolder: shell.settingsFolder })
  })

  test('asks before it leaves without what cannot be saved', async () => {
    const { path, notes } = await openHull()
    const questions: string[] = []
    shell.page.on('dialog', (dialog) => void questions.push(dialog.message()))
    const other = connect(path, 'write', {})
    other.exec('BEGIN IMMEDIATE')
    await notes.fill('while another program writes')
    await shell.close({ keep: true })
    other.exec('ROLLBACK')
    other.close()
    expect(questions.at(-1)).toMatch(/yard\.gpkg: 1 edit is not saved\..+Leave Roadstead without it\?/s)
    expect(storedNotes(path)).not.toContain('while another program writes')
    shell = await launchWindow({ project: path, folder: shell.folder, settingsFolder: shell.settingsFolder })
  })
})
