import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../electron/launch/places.mjs'
import './bridge-in-page.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

let shell: TestWindow

beforeAll(async () => {
  shell = await launchWindow()
})
afterAll(async () => {
  await shell.close()
})

describe('the page', () => {
  test('runs in a sandbox with every preference that keeps it there', async () => {
    const preferences = await shell.app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      return (webContents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      enableBlinkFeatures: '',
    })
  })

  test('knows nothing of Node', async () => {
    const kinds = await shell.page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global'].map(
        (name) => typeof Reflect.get(globalThis, name),
      ),
    )
    expect(new Set(kinds)).toEqual(new Set(['undefined']))
  })

  test('reaches seven functions and no more, and cannot replace them', async () => {
    const bridge = await shell.page.evaluate(() => ({
      names: Object.keys(window.roadstead),
      kinds: Object.values(window.roadstead).map((member: unknown) => typeof member),
      frozen: Object.isFrozen(window.roadstead),
    }))
    expect(bridge).toEqual({
      names: ['ask', 'cancel', 'listen', 'choose', 'drop', 'scenePort', 'menu'],
      kinds: Array.from({ length: 7 }, () => 'function'),
      frozen: true,
    })
  })
})

describe('the content security policy', () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  test.each(['/', '/index.html', '/nothing-here'])('stands on the answer to %s', async (path) => {
    const headers = await shell.page.evaluate(async (path) => {
      const response = await fetch(path)
      return [response.headers.get('content-security-policy'), response.headers.get('x-content-type-options')]
    }, path)
    expect(headers).toEqual([policy, 'nosniff'])
  })

  test('keeps inline scripts, handlers, eval, styles and foreign frames from running', async () => {
    await shell.page.evaluate(async () => {
      window.ran = []
      window.policyViolations = []
      document.addEventListener('securitypolicyviolation', (event) =>
        window.policyViolations.push(event.effectiveDirective),
      )
      const inline = document.createElement('script')
      inline.textContent = 'window.ran.push("inline")'
      const handler = document.createElement('div')
      handler.innerHTML = '<img src="app://roadstead/none.png" onerror="window.ran.push(\'handler\')">'
      const imageFailed = new Promise((resolve) =>
        handler.querySelector('img')?.addEventListener('error', resolve),
      )
      const style = document.createElement('style')
      style.textContent = 'body { outline: 1px solid }'
      const frame = document.createElement('iframe')
      frame.src = 'data:text/html,<script>top.ran.push("frame")</script>'
      document.body.append(inline, handler, style, frame)
      // A timer's callback runs outside of the evaluation, which a debugger exempts from the policy.
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            Reflect.construct(Function, ['window.ran.push("eval")']).call(null)
          } catch {
            resolve()
          }
          resolve()
        })
      })
      await imageFailed
    })
    const violated = () => shell.page.evaluate(() => [...new Set(window.policyViolations)].sort())
    await expect
      .poll(violated)
      .toEqual(['frame-src', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'])
    expect(await shell.page.evaluate(() => window.ran)).toEqual([])
  })
})

describe('navigation', () => {
  test('never leaves the page', async () => {
    const before = shell.page.url()
    for (const address of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://roadstead/other.html',
      'app://other/',
    ]) {
      await shell.page.evaluate((address) => {
        const link = document.createElement('a')
        link.href = address
        document.body.append(link)
        link.click()
        link.remove()
        location.assign(address)
      }, address)
      expect(shell.page.url()).toBe(before)
    }
    expect(await shell.page.evaluate(() => typeof window.roadstead.ask)).toBe('function')
  })

  test('opens no second window, by script, link, form or webview', async () => {
    const opened = await shell.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'app://roadstead/index.html'
      link.target = '_blank'
      const form = document.createElement('form')
      form.action = 'app://roadstead/index.html'
      form.target = '_blank'
      const webview = document.createElement('webview')
      webview.setAttribute('src', 'app://roadstead/index.html')
      document.body.append(link, form, webview)
      link.click()
      form.requestSubmit()
      const opened = window.open('app://roadstead/index.html')
      ;[link, form, webview].forEach((element) => element.remove())
      return opened
    })
    expect(opened).toBeNull()
    const contents = await shell.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
    expect(contents).toBe(1)
  })
})

describe('app://roadstead', () => {
  test.each([
    ['GET', 'app://roadstead/', 200],
    ['HEAD', 'app://roadstead/index.html', 200],
    ['GET', 'app://roadstead/../../package.json', 404],
    ['GET', 'app://roadstead/%2e%2e/%2e%2e/package.json', 404],
    ['GET', 'app://roadstead/..%2f..%2fpackage.json', 400],
    ['GET', 'app://roadstead/..%5c..%5cpackage.json', 400],
    ['GET', 'app://roadstead/index.html%00.png', 400],
    ['GET', 'app://roadstead/%252e%252e%252fpackage.json', 400],
    ['GET', 'app://roadstead/%ff', 400],
    ['GET', 'app://roadstead//etc/passwd', 400],
    ['GET', 'app://roadstead/assets/', 404],
    ['GET', 'app://roadstead/assets', 404],
    ['POST', 'app://roadstead/index.html', 405],
    ['DELETE', 'app://roadstead/index.html', 405],
  ])('answers %s %s with %i', async (method, url, status) => {
    const answered = await shell.app.evaluate(
      async ({ net }, { method, url }) => (await net.fetch(url, { method })).status,
      { method, url },
    )
    expect(answered).toBe(status)
  })

  test('serves no other host and no file', async () => {
    for (const url of ['app://other/index.html', 'file:///etc/passwd']) {
      const failed = await shell.page.evaluate(
        async (url) =>
          await fetch(url).then(
            () => 'answered',
            () => 'refused',
          ),
        url,
      )
      expect(failed).toBe('refused')
    }
  })
})

describe('a foreign frame', () => {
  test('gets no answer on any channel, though it has the preload', async () => {
    const preload = join(root, 'dist', 'electron', 'preload.cjs')
    const answers = await shell.app.evaluate(async ({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await other.loadURL('app://roadstead/nothing-here')
      const answers: unknown = await other.webContents.executeJavaScript(`(async () => {
        const told = (promise) => promise.then(() => 'answered', () => 'refused')
        const ports = []
        addEventListener('message', (event) => ports.push(event.data))
        roadstead.scenePort('1')
        roadstead.menu([{ id: 'foreign', label: 'Foreign', menu: 'File', enabled: true }])
        return [
          await told(roadstead.ask({ id: '1', method: 'app.hello', input: undefined })),
          await told(roadstead.choose({ kind: 'open-project' })),
          await told(roadstead.drop([])),
          ports.length,
        ]
      })()`)
      other.destroy()
      return answers
    }, preload)
    expect(answers).toEqual(['refused', 'refused', 'refused', 0])
    const menuItem = await shell.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.getMenuItemById('foreign'),
    )
    expect(menuItem ?? null).toBeNull()
  })
})

describe('a malformed message', () => {
  test.each([
    ['a path in the place of a request', '/etc/passwd'],
    ['a request with a foreign member', { id: '1', method: 'app.hello', input: null, path: '../x' }],
    ['an id that is too long', { id: 'x'.repeat(100), method: 'app.hello', input: null }],
    ['no request', null],
  ])('is refused: %s', async (_what, request) => {
    const reply = await shell.page.evaluate(
      async (request) => await window.roadstead.ask(request as never),
      request,
    )
    expect(reply).toMatchObject({ ok: false, problem: { code: 'input/invalid' } })
  })

  test('opens no dialog', async () => {
    const granted = await shell.page.evaluate(
      async () => await window.roadstead.choose({ kind: '/etc/passwd' as 'open-project' }),
    )
    expect(granted).toEqual([])
  })
})
