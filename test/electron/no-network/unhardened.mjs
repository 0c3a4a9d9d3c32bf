// An Electron window as it comes, which makes the same attempts: what the honeypot then sees shows that it can see.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow } from 'electron'

const probes = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'probes.js'), 'utf8')

async function probe() {
  const window = new BrowserWindow({ show: true })
  await window.loadURL('data:text/html,<!doctype html><body>unhardened</body>')
  await window.webContents.executeJavaScript(`${probes}; void probeTheNetwork(6000)`, true)
  await new Promise((resolve) => setTimeout(resolve, 8_000))
  app.exit(0)
}

void app.whenReady().then(probe)
