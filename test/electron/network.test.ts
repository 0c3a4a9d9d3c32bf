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
})
