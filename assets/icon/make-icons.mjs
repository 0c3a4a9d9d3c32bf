// Draws roadstead.svg at every size that a platform asks for: PNGs for Linux, one .icns for macOS, one .ico for Windows.
// Run it after a change of the drawing: `node_modules/.bin/node assets/icon/make-icons.mjs`, where there is a display.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { root } from '../../electron/launch/places.mjs'
import { runtime } from '../../electron/launch/runtime.mjs'

const folder = import.meta.dirname
const svg = readFileSync(join(folder, 'roadstead.svg'), 'utf8')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** The drawing as PNG, `size` pixels wide, drawn by the page of a running Roadstead. */
async function drawing(page, size) {
  const url = await page.evaluate(
    async ({ svg, size }) => {
      const image = new Image()
      image.src = `data:image/svg+xml;base64,${btoa(svg)}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = size
      canvas.getContext('2d').drawImage(image, 0, 0, size, size)
      return canvas.toDataURL('image/png')
    },
    { svg, size },
  )
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** Apple's icon file: a header, then each PNG under the type of its size (developer.apple.com, "Icon Services"). */
function icns(pngs) {
  const types = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }
  const entries = Object.entries(types).map(([size, type]) => {
    const png = pngs.get(Number(size))
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(8 + entries.reduce((sum, entry) => sum + entry.length, 0), 4)
  return Buffer.concat([head, ...entries])
}

/** Windows' icon file: a directory of 16 bytes an image, then the PNGs (learn.microsoft.com, "The format of icon resources"). */
function ico(pngs) {
  const images = [16, 24, 32, 48, 64, 128, 256].map((size) => [size, pngs.get(size)])
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(([size, png], index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...images.map(([, png]) => png)])
}

const { executable, switches, env } = await runtime()
const app = await _electron.launch({
  executablePath: executable,
  args: [...switches, root],
  env: { ...process.env, ...env },
})
const page = await app.firstWindow()
const pngs = new Map()
for (const size of sizes) pngs.set(size, await drawing(page, size))
await app.close()
mkdirSync(join(folder, 'linux'), { recursive: true })
for (const [size, png] of pngs)
  if (size <= 512) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png)
writeFileSync(join(folder, 'icon.icns'), icns(pngs))
writeFileSync(join(folder, 'icon.ico'), ico(pngs))
