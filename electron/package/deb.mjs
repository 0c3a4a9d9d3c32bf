#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download to make a Debian package: takes the arguments that it gives
// to fpm (FpmTarget of app-builder-lib), lays out the package's tree and has dpkg-deb make the file.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const flags = new Set(['--force', '--debug', '--deb-no-default-config-files'])

/** Options with their values in order, and the `FROM=TO` pairs that say where files go. */
function readArguments(args) {
  const options = new Map()
  const files = []
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]
    if (!word.startsWith('-')) files.push(word.split('='))
    else if (flags.has(word)) continue
    else if (/^--[\w-]+=/.test(word))
      options.set(word.slice(0, word.indexOf('=')), [word.slice(word.indexOf('=') + 1)])
    else options.set(word, [...(options.get(word) ?? []), args[(at += 1)]])
  }
  return { options, files, one: (name) => options.get(name)?.at(-1) }
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
}

/** The fields of Debian's control file; the description's further lines are indented as its policy asks. */
function controlFile({ one, options }, installedBytes) {
  const [synopsis = '', ...long] = (one('--description') ?? '').trim().split('\n')
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': Math.ceil(installedBytes / 1024),
    Depends: options.get('-d')?.join(', '),
    Recommends: options.get('--deb-recommends')?.join(', '),
    Section: one('--category') ?? 'science',
    Priority: one('--deb-priority'),
    Homepage: /\.invalid\b/.test(one('--url') ?? '') ? undefined : one('--url'),
    Description: [synopsis, ...long.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

const read = readArguments(process.argv.slice(2))
const tree = mkdtempSync(join(tmpdir(), 'roadstead-deb-'))
try {
  chmodSync(tree, 0o755)
  for (const [from, to] of read.files) {
    const target = join(tree, to)
    mkdirSync(dirname(target), { recursive: true })
    if (from.endsWith('/')) cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    else {
      copyFileSync(from, target)
      chmodSync(target, statSync(from).mode & 0o100 ? 0o755 : 0o644)
    }
  }
  const installedBytes = sizeOf(tree)
  const control = join(tree, 'DEBIAN')
  mkdirSync(control, { mode: 0o755 })
  writeFileSync(join(control, 'control'), controlFile(read, installedBytes))
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    const script = read.one(option)
    if (script === undefined) continue
    copyFileSync(script, join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  const compression = ['-Zxz', '-z2']
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, read.one('--package')], {
    stdio: 'inherit',
  })
} finally {
  rmSync(tree, { recursive: true, force: true })
}
