import type { ColourModel, Level } from '../scene-image.ts'

/**
 * Turns stored colours of 8 bits into red, green and blue (and alpha, except YCbCr) with libtiff's arithmetic (tif_color.c,
 * tif_getimage.c), so that the values are those that GDAL hands out.
 * @param bytes the decompressed block, interleaved; YCbCr in data units where its colours are subsampled
 */
export function toRgb(
  bytes: Uint8Array,
  level: Level,
  colours: ColourModel,
  rows: number,
): Uint8Array<ArrayBuffer> {
  const pixels = level.blockWidth * rows
  switch (colours.kind) {
    case 'cmyk':
      return fromCmyk(bytes, pixels, level.storedSamples)
    case 'cielab':
      return fromCieLab(bytes, pixels, colours.whitePoint)
    case 'ycbcr':
      return fromYCbCr(bytes, level, colours, rows)
  }
}

/** Bytes of a stored block: subsampled YCbCr holds several luma samples with one pair of colour differences. */
export function subsampledBytes(level: Level, rows: number): number {
  const [across, down] = level.subsampling
  return Math.ceil(level.blockWidth / across) * Math.ceil(rows / down) * (across * down + 2)
}

function fromCmyk(bytes: Uint8Array, pixels: number, stride: number): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(4 * pixels)
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1, from += stride, to += 4) {
    const light = 255 - (bytes[from + 3] ?? 0)
    for (let ink = 0; ink < 3; ink += 1) {
      rgba[to + ink] = Math.floor((light * (255 - (bytes[from + ink] ?? 0))) / 255)
    }
    rgba[to + 3] = 255
  }
  return rgba
}

const f = Math.fround

/** The three primaries of libtiff's sRGB display from CIE XYZ. */
const primaries = [
  [3.241, -1.5374, -0.4986],
  [-0.9692, 1.876, 0.0416],
  [0.0556, -0.204, 1.057],
] as const
const gammaSteps = 1500

function fromCieLab(
  bytes: Uint8Array,
  pixels: number,
  whitePoint: readonly number[],
): Uint8Array<ArrayBuffer> {
  const [x = 0.3457, y = 0.3585] = whitePoint
  const white = [f((f(x) / f(y)) * 100), 100, f((f(1 - f(x) - f(y)) / f(y)) * 100)] as const
  const gamma = Float32Array.from(
    { length: gammaSteps + 1 },
    (_, step) => 255 * f((step / gammaSteps) ** (1 / 2.4)),
  )
  const step = f(99 / gammaSteps)
  const rgba = new Uint8Array(4 * pixels)
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1, from += 3, to += 4) {
    const lightness = f(f((bytes[from] ?? 0) * 100) / 255)
    const dark = lightness < 8.856
    const cube = dark
      ? f(f(7.787 * f(f(f(lightness * 100) / 903.292) / 100)) + 16 / 116)
      : f(f(lightness + 16) / 116)
    const luminance = dark ? f(f(lightness * 100) / 903.292) : f(100 * cube ** 3)
    const xyz = [
      tristimulus(cube + signed(bytes[from + 1]) / 500, white[0]),
      luminance,
      tristimulus(cube - signed(bytes[from + 2]) / 200, white[2]),
    ] as const
    primaries.forEach(([a, b, c], primary) => {
      const light = Math.min(100, Math.max(1, f(a * xyz[0] + b * xyz[1] + c * xyz[2])))
      const index = Math.min(gammaSteps, Math.trunc((light - 1) / step))
      rgba[to + primary] = Math.min(255, Math.floor((gamma[index] ?? 0) + 0.5))
    })
    rgba[to + 3] = 255
  }
  return rgba
}

function tristimulus(value: number, white: number): number {
  const held = f(value)
  return held < 0.2069 ? f((white * f(held - 0.13793)) / 7.787) : f(white * held ** 3)
}

function signed(byte = 0): number {
  return (byte << 24) >> 24
}

interface YCbCrTables {
  readonly luma: Int32Array
  readonly crToRed: Int32Array
  readonly cbToBlue: Int32Array
  readonly crToGreen: Int32Array
  readonly cbToGreen: Int32Array
}

function tablesOf({
  luma,
  reference,
}: {
  luma: readonly number[]
  reference: readonly number[]
}): YCbCrTables {
  const [red = 0, green = 1, blue = 0] = luma.map(f)
  const [y0 = 0, y1 = 255, b0 = 128, b1 = 255, r0 = 128, r1 = 255] = reference.map(f)
  const fixed = (value: number) => Math.trunc(Math.min(2, Math.max(0, f(value))) * 65536 + 0.5)
  const [f1, f3] = [f(2 - 2 * red), f(2 - 2 * blue)]
  const [d1, d2, d3, d4] = [fixed(f1), -fixed((red * f1) / green), fixed(f3), -fixed((blue * f3) / green)]
  const value = (code: number, black: number, white: number, range: number) =>
    Math.trunc(
      Math.min(
        4096,
        Math.max(-4096, ((code - Math.trunc(black)) * range) / (white === black ? 1 : white - black)),
      ),
    )
  const table = (entry: (code: number) => number) =>
    Int32Array.from({ length: 256 }, (_, index) => entry(index - 128))
  const cr = (code: number) => value(code, r0 - 128, r1 - 128, 127)
  const cb = (code: number) => value(code, b0 - 128, b1 - 128, 127)
  return {
    luma: table((code) => value(code + 128, y0, y1, 255)),
    crToRed: table((code) => (d1 * cr(code) + 32768) >> 16),
    cbToBlue: table((code) => (d3 * cb(code) + 32768) >> 16),
    crToGreen: table((code) => d2 * cr(code)),
    cbToGreen: table((code) => d4 * cb(code) + 32768),
  }
}

function fromYCbCr(
  bytes: Uint8Array,
  level: Level,
  model: { luma: readonly number[]; reference: readonly number[] },
  rows: number,
): Uint8Array<ArrayBuffer> {
  const [across, down] = level.subsampling
  const { blockWidth: width } = level
  const tables = tablesOf(model)
  const rgb = new Uint8ClampedArray(3 * width * rows)
  const unitBytes = across * down + 2
  const unitsAcross = Math.ceil(width / across)
  for (let row = 0; row < rows; row += 1) {
    const line = Math.floor(row / down) * unitsAcross * unitBytes
    const inside = (row % down) * across
    for (let column = 0; column < width; column += 1) {
      const unit = line + Math.floor(column / across) * unitBytes
      const light = tables.luma[bytes[unit + inside + (column % across)] ?? 0] ?? 0
      const [cb, cr] = [bytes[unit + across * down] ?? 0, bytes[unit + across * down + 1] ?? 0]
      const to = 3 * (row * width + column)
      rgb[to] = light + (tables.crToRed[cr] ?? 0)
      rgb[to + 1] = light + (((tables.cbToGreen[cb] ?? 0) + (tables.crToGreen[cr] ?? 0)) >> 16)
      rgb[to + 2] = light + (tables.cbToBlue[cb] ?? 0)
    }
  }
  return new Uint8Array(rgb.buffer)
}
