import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/project/connection.ts'
import { openProject } from '../../src/project/project-file.ts'
import { canWriteProtect } from '../project/spoiled-project.ts'
import './bridge-in-page.ts'
import { footprintInk } from './footprint-ink.ts'
import { answerDialogs, launchWindow, type TestWindow } from './launch-window.ts'
import { yardProject } from './yard-project.ts'

let shell: TestWindow
const folders: string[] = []
afterEach(async () => {
  await shell.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-durability-'))
  folders.push(folder)
  return folder
}

const notes = () => shell.page.getByRole('textbox', { name: 'Notes' }).last()
const status = (text: string | RegExp) => shell.page.getByRole('status').filter({ hasText: text })
const alert = (text: string | RegExp) => shell.page.getByRole('alert').filter({ hasText: text }).first()
const button = (name: string) => shell.page.getByRole('button', { name, exact: true }).first()

/** Starts the window on this project and selects its longest hull, whose note is `hull 3`. */
async function openHull(project: string): Promise<void> {
  shell = await launchWindow({ project })
  const row = shell.page.getByRole('row').filter({ hasText: '300' }).first()
  await row.click()
  await expect.poll(() => notes().inputValue()).toBe('hull 3')
}

async function writeNote(text: string): Promise<void> {
  await notes().fill(text)
  await shell.page.keyboard.press('Tab')
}

function notesInFile(path: string): (string | null)[] {
  const project = openProject(path)
  try {
    return project.records().sightings.map((sighting) => sighting.notes)
  } finally {
    project.close()
  }
}

/** What another program does to the file, at once. */
function elsewhere(path: string, sql: string): void {
  const db = connect(path, 'write', {})
  db.exec(sql)
  db.close()
}

describe('an edit', () => {
  test('waits visibly while another program writes, and is saved by itself when that is done', async () => {
    const path = yardProject(newFolder())
    await openHull(path)
    const other = connect(path, 'write', {})
    other.exec('BEGIN IMMEDIATE')
    await writeNote('written while QGIS saves')
    await status('waiting for another program').waitFor()
    await alert('tried again by itself').waitFor()
    expect(await notes().inputValue()).toBe('written while QGIS saves')
    // The core answers others meanwhile.
    const reply = await shell.page.evaluate(
      async () => await window.roadstead.ask({ id: 'meanwhile', method: 'app.hello', input: undefined }),
    )
    expect(reply.ok).toBe(true)
    // The file of its scene is away: the hull is drawn on the ground all the same.
    await expect.poll(async () => (await footprintInk(shell.page)).pixels).toBeGreaterThan(50)
    other.exec('ROLLBACK')
    other.close()
    await status(/^saved/).waitFor()
    expect(notesInFile(path)).toContain('written while QGIS saves')
  })

  test('on a full disk is kept in its form with the reason, and saved on Retry', async (context) => {
    const folder = newFolder()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      shell = await launchWindow()
      return context.skip('this user may not mount a disk')
    }
    try {
      const path = yardProject(folder)
      await openHull(path)
      const ballast = join(folder, 'ballast')
      try {
        writeFileSync(ballast, Buffer.alloc(2_000_000))
      } catch {
        // Full, as it should be.
      }
      await writeNote('x'.repeat(1_500))
      // Not the message about a backup, which may come first: the edit would be saved without a Retry.
      await alert('The disk is full; this step was not saved').waitFor()
      expect(await notes().inputValue()).toBe('x'.repeat(1_500))
      rmSync(ballast)
      await button('Retry').click()
      await status(/^saved/).waitFor()
      expect(notesInFile(path)).toContain('x'.repeat(1_500))
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  })
})

describe('what another program changes', () => {
  test('appears within two seconds, and an unsaved form is neither lost nor saved over it unasked', async () => {
    const path = yardProject(newFolder())
    await openHull(path)
    await notes().fill('mine')
    elsewhere(path, `UPDATE sightings SET notes = 'theirs', length_m = 311 WHERE notes = 'hull 3'`)
    await shell.page.getByRole('row').filter({ hasText: '311' }).first().waitFor({ timeout: 2_000 })
    expect(await notes().inputValue()).toBe('mine')
    await alert('Someone else changed this to “theirs”').waitFor()
    await shell.page.keyboard.press('Tab')
    expect(await notes().inputValue()).toBe('mine')
    expect(notesInFile(path)).toContain('theirs')
    await button('Take theirs').click()
    await expect.poll(() => notes().inputValue()).toBe('theirs')
    await notes().fill('mine after all')
    elsewhere(path, `UPDATE sightings SET notes = 'theirs again' WHERE notes = 'theirs'`)
    await alert('theirs again').waitFor()
    await button('Keep mine').click()
    await status(/^saved/).waitFor()
    expect(notesInFile(path)).toContain('mine after all')
  })

  test('is gone with the record that is written in: the text is shown and can be copied', async () => {
    const path = yardProject(newFolder())
    await openHull(path)
    await notes().fill('seen at the quay')
    elsewhere(path, `DELETE FROM sightings WHERE notes = 'hull 3'`)
    await alert('You were writing “seen at the quay”. It is not saved.').waitFor()
    await button('Copy').click()
    expect(await shell.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('seen at the quay')
    // It is asked about, and does not keep the window from being closed.
    const questions: string[] = []
    shell.page.on('dialog', (dialog) => void questions.push(dialog.message()))
    await shell.close()
    expect(questions.at(-1)).toMatch(/1 edit is not saved\. Notes: “seen at the quay”.+Leave/s)
  })
})

describe('the project file', () => {
  test('that is deleted while it is open is missed within two seconds, and everything is saved elsewhere', async () => {
    const folder = newFolder()
    const path = yardProject(folder)
    await openHull(path)
    rmSync(path)
    await alert('moved or deleted while it was open').waitFor({ timeout: 2_500 })
    await writeNote('after the deletion')
    await shell.page.getByText('1 not saved').waitFor()
    expect(await notes().inputValue()).toBe('after the deletion')
    const rescued = join(folder, 'rescued.gpkg')
    await answerDialogs(shell.app, [rescued])
    await button('Save a copy …').click()
    await status(/^saved/).waitFor()
    await shell.page.getByRole('heading', { name: 'rescued.gpkg' }).waitFor()
    expect(notesInFile(rescued).sort()).toEqual(['after the deletion', 'hull 1', 'hull 2'])
  })

  test('that another one replaced is not written to', async () => {
    const folder = newFolder()
    const path = yardProject(folder)
    const other = yardProject(folder, 'other.gpkg')
    const bytes = readFileSync(other)
    await openHull(path)
    renameSync(other, path)
    await alert('replaced by another file').waitFor({ timeout: 2_500 })
    await writeNote('for the old one')
    await shell.page.getByText('1 not saved').waitFor()
    expect(readFileSync(path).equals(bytes)).toBe(true)
    await button('Discard').click()
  })

  test.skipIf(!canWriteProtect)(
    'that is write-protected opens with the reason, and its form says it',
    async () => {
      const path = yardProject(newFolder())
      execFileSync('chattr', ['+i', path])
      try {
        await openHull(path)
        await alert('write-protected').waitFor()
        expect(await notes().getAttribute('readonly')).not.toBeNull()
        expect(await notes().getAttribute('title')).toContain('reading only')
      } finally {
        execFileSync('chattr', ['-i', path])
      }
    },
  )

  test('that is damaged is restored from its newest backup by one click, and can go back to any by two', async () => {
    const path = yardProject(newFolder())
    const project = openProject(path)
    await project.backUp()
    project.close()
    writeFileSync(path, readFileSync(path).subarray(0, 20_000))
    shell = await launchWindow({ project: path })
    await shell.page.getByRole('dialog', { name: 'The project is damaged' }).waitFor()
    await button('Restore the newest backup').click()
    await shell.page.getByRole('row').filter({ hasText: '300' }).first().waitFor()
    expect(notesInFile(path).sort()).toEqual(['hull 1', 'hull 2', 'hull 3'])
    await shell.page.getByRole('row').filter({ hasText: '300' }).first().click()
    await writeNote('to be taken back')
    await status(/^saved/).waitFor()
    await button('Backups').click()
    await shell.page
      .getByRole('button', { name: /^Restore the backup of/ })
      .last()
      .click()
    await expect.poll(() => notesInFile(path)).toContain('hull 3')
  })

  test('that is too damaged for a backup is salvaged with a count of what is lost', async () => {
    const folder = newFolder()
    const path = yardProject(folder)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, bytes.length - 8_192))
    shell = await launchWindow({ project: path })
    await shell.page.getByRole('dialog', { name: 'The project is damaged' }).waitFor()
    await answerDialogs(shell.app, [join(folder, 'salvaged.gpkg')])
    await button('Salvage into a new file …').click()
    await alertOrStatus(/\d+ rows were saved and \d+ are lost/)
    await shell.page.getByRole('heading', { name: 'salvaged.gpkg' }).waitFor()
  })
})

const alertOrStatus = (text: string | RegExp) => shell.page.getByText(text).first().waitFor()

describe('a core that is killed', () => {
  test('is started again with the project open, and what was being written is still there and can be saved', async () => {
    const path = yardProject(newFolder())
    await openHull(path)
    await writeNote('saved before')
    await status(/^saved/).waitFor()
    await notes().fill('half a sentence')
    await shell.app.evaluate(({ app }) => {
      const core = app.getAppMetrics().find((process) => process.name === 'Roadstead core')
      process.kill(core!.pid, 'SIGKILL')
    })
    await alert('stopped unexpectedly and was started again').waitFor()
    expect(await notes().inputValue()).toBe('half a sentence')
    await notes().press('Tab')
    await expect.poll(() => notesInFile(path)).toContain('half a sentence')
    await shell.page.getByRole('button', { name: /^Undo/ }).first().click()
    await expect.poll(() => notesInFile(path)).toContain('saved before')
  })

  test('in the middle of an edit saves it in the end, once', async () => {
    const path = yardProject(newFolder())
    await openHull(path)
    const other = connect(path, 'write', {})
    other.exec('BEGIN IMMEDIATE')
    await writeNote('owed by the core')
    await shell.app.evaluate(({ app }) => {
      const core = app.getAppMetrics().find((process) => process.name === 'Roadstead core')
      process.kill(core!.pid, 'SIGKILL')
    })
    other.exec('ROLLBACK')
    other.close()
    await alert('was started again').waitFor()
    await status(/^saved/).waitFor()
    expect(notesInFile(path).filter((note) => note === 'owed by the core')).toHaveLength(1)
  })
})
