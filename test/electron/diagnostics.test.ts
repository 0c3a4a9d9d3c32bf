import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import './bridge-in-page.ts'
import { launchWindow } from './launch-window.ts'
import { yardProject } from './yard-project.ts'

test('diagnostics show every word before they are copied, and none of it is from the project', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-diagnostics-'))
  const shell = await launchWindow({ project: yardProject(folder, 'secret-yard.gpkg') })
  onTestFinished(async () => {
    await shell.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await shell.page.getByRole('row').filter({ hasText: '300' }).first().click()
  await shell.page.getByRole('textbox', { name: 'Notes' }).last().fill('rendezvous at dawn')
  await shell.page.keyboard.press('Tab')
  await shell.page
    .getByRole('status')
    .filter({ hasText: /^saved/ })
    .waitFor()
  await shell.page.keyboard.press('Control+k')
  await shell.page.keyboard.type('Copy diagnostics')
  await shell.page.keyboard.press('Enter')
  const text = (await shell.page.getByLabel('Diagnostics', { exact: true }).textContent()) ?? ''
  expect(text).toContain('journal delete, synchronous 3')
  expect(text).toContain('3 sightings')
  expect(text).toMatch(/done method=edit\.step/)
  for (const secret of ['rendezvous', 'secret-yard', 'hull 1', 'Yard in March', '122.0'])
    expect(text).not.toContain(secret)
  await shell.page.getByRole('button', { name: 'Copy', exact: true }).first().click()
  const copied = await shell.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(text)
  // What is marked by hand is copied as plain text too, without the page's markup.
  await shell.page.keyboard.press('Control+k')
  await shell.page.keyboard.type('Copy diagnostics')
  await shell.page.keyboard.press('Enter')
  const shown = shell.page.getByLabel('Diagnostics', { exact: true })
  await shown.waitFor()
  await shown.evaluate((element) => getSelection()?.selectAllChildren(element))
  await shell.page.keyboard.press('Control+c')
  await shell.page.evaluate(() => {
    const pasted = new Promise((resolve) => {
      document.addEventListener('paste', (event) => resolve([...(event.clipboardData?.types ?? [])]))
    })
    Object.assign(window, { pasted })
  })
  await shell.page.keyboard.press('Control+v')
  expect(await shell.page.evaluate(() => Reflect.get(window, 'pasted') as unknown)).toEqual(['text/plain'])
})
