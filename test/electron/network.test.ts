import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchWindow, type TestWindow } from './launch-window.ts'

let shell: TestWindow

beforeAll(async () => {
  shell = await launchWindow()
})
afterAll(async () => {
  await shell.close()
})

describe('the network', () => {
  let server: Server
  let contacts = 0
  let address = ''
  beforeAll(async () => {
    server = createServer((_request, response) => response.end('ok')).on('connection', () => (contacts += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  test('is out of reach for the page and for the session behind it', async () => {
    await shell.page.evaluate(async (address) => {
      const settled = (start: () => Promise<unknown>) =>
        start().then(
          () => 'done',
          () => 'failed',
        )
      const image = new Image()
      image.src = `http://${address}/image`
      navigator.sendBeacon(`http://${address}/beacon`)
      const socket = new WebSocket(`ws://${address}/socket`)
      await Promise.all([
        settled(() => fetch(`http://${address}/fetch`, { mode: 'no-cors' })),
        new Promise((resolve) => socket.addEventListener('error', resolve)),
        new Promise((resolve) => image.addEventListener('error', resolve)),
      ])
    }, address)
    const answer = await shell.app.evaluate(
      ({ session }, address) =>
        session.defaultSession.fetch(`http://${address}/main`).then(
          () => 'answered',
          () => 'refused',
        ),
      address,
    )
    expect(answer).toBe('refused')
    const control = await fetch(`http://${address}/control`)
    expect([await control.text(), contacts]).toEqual(['ok', 1])
  })

  test('is closed in a session made later as well', async () => {
    const answer = await shell.app.evaluate(
      ({ session }, address) =>
        session
          .fromPartition('later')
          .fetch(`http://${address}/later`)
          .then(
            () => 'answered',
            () => 'refused',
          ),
      address,
    )
    expect(answer).toBe('refused')
  })
})

describe('permissions', () => {
  test('are denied, all of them', async () => {
    const states = await shell.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
      return await Promise.all(
        names.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      )
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
    const read = await shell.page.evaluate(() =>
      navigator.clipboard.readText().then(
        () => 'read',
        () => 'refused',
      ),
    )
    expect(read).toBe('refused')
  })

  test('are denied to devices, the whole screen, the pointer, the screen’s picture and the file system', async () => {
    const answers = await shell.page.evaluate(async () => {
      const devices = navigator as unknown as Record<
        'usb' | 'hid' | 'serial' | 'bluetooth',
        Record<string, (options: object) => Promise<unknown>>
      >
      const asked: Record<string, () => Promise<unknown>> = {
        usb: () => devices.usb['requestDevice']!({ filters: [] }),
        'known usb': () => devices.usb['getDevices']!({}),
        hid: () => devices.hid['requestDevice']!({ filters: [] }),
        'known hid': () => devices.hid['getDevices']!({}),
        serial: () => devices.serial['requestPort']!({}),
        'known serial': () => devices.serial['getPorts']!({}),
        bluetooth: () => devices.bluetooth['requestDevice']!({ acceptAllDevices: true }),
        pointerLock: async () => {
          await (document.body.requestPointerLock() as unknown)
          if (document.pointerLockElement === null) throw new Error('refused')
        },
        displayCapture: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
        position: () =>
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        files: () => (window as unknown as { showOpenFilePicker(): Promise<unknown> }).showOpenFilePicker(),
        lock: () => navigator.wakeLock.request('screen'),
      }
      const answer = async (ask: () => Promise<unknown>): Promise<string> => {
        try {
          const given = await ask()
          return Array.isArray(given) && given.length === 0 ? 'nothing' : 'given'
        } catch {
          return 'nothing'
        }
      }
      // Denied, it is never answered; what comes of it is looked at last.
      void document.body.requestFullscreen()
      const told: string[] = []
      for (const [name, ask] of Object.entries(asked)) told.push(`${name}: ${await answer(ask)}`)
      told.push(`fullscreen: ${document.fullscreenElement === null ? 'nothing' : 'given'}`)
      return told
    })
    expect(answers.filter((answer) => !answer.endsWith(': nothing'))).toEqual([])
    expect(answers).toHaveLength(15)
    expect(
      await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen()),
    ).toBe(false)
  })
})
