import { spawn, spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import './bridge-in-page.ts'
import { answerDialogs, command, launchWindow, shownMessages, type TestWindow } from './launch-window.ts'

let shell: TestWindow
afterEach(async () => {
  await shell.close()
})

const listen = (): Promise<void> =>
  shell.page.evaluate(() => {
    window.heard = []
    window.roadstead.listen((event) => window.heard.push(event))
  })
const waitForEvent = async (type: string): Promise<void> => {
  await shell.page.waitForFunction((type) => window.heard.some((event) => event.type === type), type)
}
const hello = (): Promise<unknown> =>
  shell.page.evaluate(
    async () =>
      await window.roadstead.ask({ id: crypto.randomUUID(), method: 'app.hello', input: undefined }),
  )

describe('the window', () => {
  test('opens dark, titled, at 1440 x 900, and the core answers it', async () => {
    shell = await launchWindow()
    const shown = await shell.app.evaluate(({ BrowserWindow }) => {
      const [only] = BrowserWindow.getAllWindows()
      return { size: only?.getSize(), background: only?.getBackgroundColor(), title: only?.getTitle() }
    })
    expect(shown.size).toEqual([1440, 900])
    expect(shown.background?.toLowerCase()).toBe('#13171a')
    expect(shown.title).toContain('Roadstead')
    expect(await hello()).toMatchObject({ ok: true, output: { version: '0.1.0' } })
  })

  // The display server has a word in it: it may move a window once more after it was made.
  test('comes back where it was left', { retry: 2 }, async () => {
    shell = await launchWindow()
    const { folder, settingsFolder } = shell
    const place = { x: 40, y: 60, width: 1100, height: 700 }
    // What a user leaves is a window that has come to rest, and such a one is written down.
    const kept = JSON.stringify({ ...place, maximized: false })
    const moved = async (): Promise<boolean> => {
      const written = await readFile(join(settingsFolder, 'window.json'), 'utf8').catch(() => '')
      if (written === kept) return true
      await shell.app.evaluate(({ BrowserWindow }, place) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.setBounds({ ...place, width: place.width - 1 })
        window?.setBounds(place)
      }, place)
      return false
    }
    // Each move keeps the window from coming to rest for a while.
    await expect.poll(moved, { interval: 1_000, timeout: 30_000 }).toBe(true)
    await shell.close({ keep: true })
    shell = await launchWindow({ folder, settingsFolder })
    await expect
      .poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()))
      .toEqual(place)
  })

  test('is the only one: a second start hands its project over, brings it to the front, and ends', async () => {
    shell = await launchWindow()
    await listen()
    const isVisible = () =>
      shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))
    await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    await expect.poll(isVisible).toEqual([false])
    const project = join(shell.folder, 'yard.gpkg')
    await writeFile(project, 'bytes')
    const { executable, args, env } = await command()
    const second = spawn(executable, [...args, 'yard.gpkg'], {
      cwd: shell.folder,
      env: { ...env, ROADSTEAD_SETTINGS: shell.settingsFolder },
      stdio: 'ignore',
    })
    const code = await new Promise((resolve) => second.on('exit', resolve))
    expect(code).toBe(0)
    await waitForEvent('open-project')
    await expect.poll(isVisible).toEqual([true])
    const heard = await shell.page.evaluate(() => window.heard)
    expect(heard).toEqual([
      { type: 'open-project', granted: { grant: expect.any(String) as string, name: 'yard.gpkg' } },
    ])
  })

  test('titles itself with the page and drops marks that would forge a name', async () => {
    shell = await launchWindow()
    await shell.page.evaluate(() => (document.title = 'yard\u202egpj.gpkg'))
    await expect
      .poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
      .toBe('yard gpj.gpkg')
  })
})

describe('the core', () => {
  test('is started again when it dies, and a question it owed is answered', async () => {
    shell = await launchWindow()
    await listen()
    const reply = shell.page.evaluate(async () => {
      // Held back by a frozen core, so that it is still owed when the core dies.
      const replies = await Promise.all(
        Array.from({ length: 20 }, () =>
          window.roadstead.ask({ id: crypto.randomUUID(), method: 'app.hello', input: undefined }),
        ),
      )
      return replies.every((reply) => reply.ok || reply.problem.code === 'core/stopped')
    })
    await shell.app.evaluate(({ app }) => {
      const core = app.getAppMetrics().find((process) => process.name === 'Roadstead core')
      process.kill(core!.pid, 'SIGKILL')
    })
    expect(await reply).toBe(true)
    await waitForEvent('core-stopped')
    expect(await hello()).toMatchObject({ ok: true })
  })

  test('serves a port that a page hands to its workers', async () => {
    shell = await launchWindow()
    const answer = await shell.page.evaluate(async () => {
      const port = await new Promise<MessagePort>((resolve) => {
        addEventListener('message', (event: MessageEvent<{ roadstead?: string; id?: string }>) => {
          if (event.data.roadstead === 'scene-port' && event.data.id === 'test') resolve(event.ports[0]!)
        })
        window.roadstead.scenePort('test')
      })
      return await new Promise((resolve) => {
        port.onmessage = ({ data }) => resolve(data)
        port.postMessage({ op: 'open', id: 7, scene_uid: 'nothing', file: 'scene' })
      })
    })
    expect(answer).toMatchObject({ id: 7, problem: { code: expect.any(String) as string } })
  })
})

describe('files', () => {
  test('are named to the page by a grant and a name, never by a path', async () => {
    shell = await launchWindow()
    const paths = ['a.tif', 'b.tif'].map((name) => join(shell.folder, name))
    await Promise.all(paths.map((path) => writeFile(path, 'II*\0')))
    await answerDialogs(shell.app, paths)
    const granted = await shell.page.evaluate(
      async () => await window.roadstead.choose({ kind: 'add-scenes' }),
    )
    expect(granted.map(({ name }) => name)).toEqual(['a.tif', 'b.tif'])
    expect(JSON.stringify(granted)).not.toContain(shell.folder)
  })

  test('that are pipes or folders are refused with a message', async () => {
    shell = await launchWindow()
    const pipe = join(shell.folder, 'pipe.tif')
    spawnSync('mkfifo', [pipe])
    await answerDialogs(shell.app, [pipe, shell.folder])
    const granted = await shell.page.evaluate(
      async () => await window.roadstead.choose({ kind: 'add-scenes' }),
    )
    expect(granted).toEqual([])
    expect(await shownMessages(shell.app)).toEqual([
      expect.stringContaining('not a regular file'),
      expect.stringContaining('a folder'),
    ])
  })

  test('that a save dialog names without an ending get one', async () => {
    shell = await launchWindow()
    await answerDialogs(shell.app, [join(shell.folder, 'yard')])
    const granted = await shell.page.evaluate(
      async () => await window.roadstead.choose({ kind: 'new-project' }),
    )
    expect(granted).toMatchObject([{ name: 'yard.gpkg' }])
  })

  test('dropped on the window are granted, and text dropped on it is not', async () => {
    shell = await launchWindow()
    const path = join(shell.folder, 'dropped.tif')
    await writeFile(path, 'II*\0')
    await shell.page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'drop-test' })
      document.body.append(input)
    })
    await shell.page.setInputFiles('#drop-test', path)
    const granted = await shell.page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('#drop-test')!
      return await window.roadstead.drop([...input.files!, new File(['x'], '/etc/passwd')])
    })
    expect(granted).toEqual([{ grant: expect.any(String) as string, name: 'dropped.tif' }])
  })
})

describe('the native menu', () => {
  test('holds the actions of the page beside the commands for text, and tells which was chosen', async () => {
    shell = await launchWindow()
    await listen()
    await shell.page.evaluate(() => {
      window.roadstead.menu([
        { id: 'draw', label: 'Draw hull', menu: 'Edit', accelerator: 'H', enabled: true },
        { id: 'export', label: 'Export', menu: 'File', enabled: false },
      ])
    })
    await expect
      .poll(() => shell.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('draw')?.label))
      .toBe('Draw hull')
    const menu = await shell.app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()!.items
      const edit = items.find((item) => item.label === 'Edit')!.submenu!.items
      const exporting = Menu.getApplicationMenu()!.getMenuItemById('export')!
      const drawing = Menu.getApplicationMenu()!.getMenuItemById('draw')!
      Reflect.apply(drawing.click, drawing, [])
      return { roles: edit.map((item) => item.role?.toLowerCase()), exportEnabled: exporting.enabled }
    })
    expect(menu.roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectall']))
    expect(menu.exportEnabled).toBe(false)
    await waitForEvent('action')
    expect(await shell.page.evaluate(() => window.heard)).toContainEqual({ type: 'action', id: 'draw' })
  })
})
