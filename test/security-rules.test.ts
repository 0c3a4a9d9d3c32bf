import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../electron/launch/places.mjs'

/** The product's sources by their path from the root; scripts that only start a checkout are left out. */
const sources = ['src', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(join('electron', 'launch')))
    .map((path): [string, string] => [relative(root, path), withoutComments(readFileSync(path, 'utf8'))]),
)

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

const filesWith = (pattern: RegExp, within = /./) =>
  sources.filter(([path, text]) => within.test(path) && pattern.test(text)).map(([path]) => path)

test('all sources were looked at', () => {
  expect(sources.length).toBeGreaterThan(250)
})

test.each([
  [
    'text made into markup',
    /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write\b/,
  ],
  ['text made into code', /\bnew Function\b|\beval\(/],
  ['a link opened outside', /openExternal|shell\.openPath/],
  ['an extension loaded into SQLite, or its guards off', /loadExtension|unsafeMode/],
  ['a row replaced behind the spatial index', /ON CONFLICT\b.*DO UPDATE|OR REPLACE\b/i],
  ['a report sent somewhere', /crashReporter\.start|autoUpdater/],
  [
    'a preference that opens the sandbox',
    /nodeIntegration\w*: true|sandbox: false|contextIsolation: false|webSecurity: false/,
  ],
  ['a raw bridge to IPC', /exposeInMainWorld\([^)]*ipcRenderer/],
  [
    'a switch that takes the sandbox away',
    /appendSwitch\('(no-sandbox|disable-setuid-sandbox|disable-web-security)/,
  ],
  ['a certificate taken on trust', /answer\(true\)|setCertificateVerifyProc|allow-insecure-localhost/],
  ['features of Chromium that are not finished', /experimentalFeatures|enableBlinkFeatures/],
  [
    'a scheme around the content security policy',
    /bypassCSP: true|allowServiceWorkers: true|registerFileProtocol/,
  ],
  ['a page that shares its process or its remote', /affinity:|enableRemoteModule|allowpopups/],
])('no source has %s', (_what, pattern) => {
  // The checks of foreign schemas name what they look for, the standard's own R-tree triggers replace.
  const exceptions = ['foreign-schema.ts', join('migrations', '0001-first-light.ts')]
  const allowed = exceptions.map((name) => join('src', 'project', name))
  expect(filesWith(pattern).filter((path) => !allowed.includes(path))).toEqual([])
})

test('no source of the product speaks to a network', () => {
  const modules = /from '(node:)?(http|https|http2|net|tls|dgram|dns)(\/\w+)?'/
  expect(filesWith(modules)).toEqual([])
  expect(filesWith(/\bnet\.(fetch|request)\b/)).toEqual([])
  // The one that asks Vite while `npm run dev` runs; the product's build leaves its code out.
  expect(filesWith(/(?<![.\w])fetch\(/, /^(src|electron)/)).toEqual([join('electron', 'development.ts')])
})

test('every package is pinned by its hash and names no address, and one alone is shipped as it is', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { resolved?: string; integrity?: string; link?: boolean }>>
  }
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(packages.length).toBeGreaterThan(300)
  const loose = packages.filter(
    ([, { resolved, integrity }]) => resolved !== undefined || !/^sha512-/.test(integrity ?? ''),
  )
  expect(loose.map(([path]) => path)).toEqual([])
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  expect(Object.keys(own.dependencies)).toEqual(['better-sqlite3'])
  const versions = Object.values({ ...own.dependencies, ...own.devDependencies })
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('one place registers IPC, one loads a page, and that page is a constant', () => {
  expect(filesWith(/ipcMain\.(on|handle)\b/)).toEqual([join('electron', 'ipc.ts')])
  const loading = sources.filter(([, text]) => /\.load(URL|File)\(/.test(text))
  expect(loading.map(([path]) => path)).toEqual([join('electron', 'window.ts')])
  expect(loading[0]?.[1].match(/\.load(URL|File)\(.*/g)).toEqual(['.loadURL(pageUrl)'])
})
