import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './places.mjs'

const licences = join(root, 'assets', 'licences')

/** What is in the program without being a package in a bundle; each has its text in `assets/licences`. */
const others = ['sqlite', 'libjpeg-turbo', 'libwebp', 'zstandard', 'natural-earth', 'epsg-dataset']

/** The folder in the checkout of the package that a module belongs to, or undefined for our own modules. */
function packageOf(id) {
  return /.*?(\bnode_modules[\\/](?:.*[\\/]node_modules[\\/])?(?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]
}

/**
 * Gathers which packages go into bundles: a plugin for rolldown and Vite, which sees every module that is rendered and
 * every file that is emitted, and the set that it fills with the packages' folders.
 */
export function packageCollector() {
  const folders = new Set()
  const take = (id) => {
    const folder = packageOf(id)
    if (folder !== undefined) folders.add(join(root, folder))
  }
  const plugin = {
    name: 'packages-in-bundles',
    // Styles and fonts are gone from the chunks by the time these are written.
    load(id) {
      if (/\.(css|woff2?|wasm|json)(\?|$)/.test(id)) take(id.split('?')[0])
    },
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') (output.originalFileNames ?? []).forEach((name) => take(name))
        else
          for (const [id, { renderedLength }] of Object.entries(output.modules))
            if (renderedLength > 0) take(id)
      }
    },
  }
  return { plugin, folders }
}

/** The text of a package's licence: its own file, its README's section, or the one that we keep for it. */
function licenceText(folder, name) {
  const kept = join(licences, `${name.replace('@', '').replace('/', '-')}.txt`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const own = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  if (own.length > 0) return own.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  const readme = readdirSync(folder).find((file) => /^readme/i.test(file))
  const section =
    readme &&
    /\n#+ *licen[cs]e\s*\n([\s\S]{200,}?)(\n#|\n\[\d|$)/i.exec(readFileSync(join(folder, readme), 'utf8'))
  if (section) return section[1].trim()
  throw new Error(
    `${name} has no licence text: put one into assets/licences/${name.replace('@', '').replace('/', '-')}.txt`,
  )
}

/**
 * Writes the licences of everything that the bundles hold.
 * @param {string} file where to
 * @param {ReadonlySet<string>} folders the packages in the bundles
 * @throws {Error} where one of them comes without a licence text
 */
export async function writeNotices(file, folders) {
  const packages = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { title: `${name} ${version} (${license})`, text: licenceText(folder, name) }
  })
  packages.sort((one, other) => (one.title < other.title ? -1 : 1))
  const more = others.map((name) => {
    const [title = '', ...text] = readFileSync(join(licences, `${name}.txt`), 'utf8').split('\n')
    return { title, text: text.join('\n') }
  })
  const rule = '-'.repeat(80)
  const parts = [...packages, ...more].map(({ title, text }) => `${rule}\n${title}\n\n${text.trim()}\n`)
  await writeFile(
    file,
    `Roadstead contains the work of others. These are their licences; those of Electron and Chromium lie beside\n` +
      `the program as LICENSE.electron.txt and LICENSES.chromium.html.\n\n${parts.join('\n')}`,
  )
}
