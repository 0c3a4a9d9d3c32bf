import type { Palette } from '../scene-image.ts'

/** The palette entry nearest to a colour of 0 to 255 a channel, the first of equally near ones. */
export type NearestEntry = (red: number, green: number, blue: number) => number

/** Colours are taken together in cubes of so many values of each channel. */
const cubeBits = 4
const cubeSide = 1 << cubeBits

/**
 * Finds entries of a palette by colour. For each cube of colours those entries are noted once that can be the nearest
 * of any colour in it; few are left to be compared.
 */
export function nearestEntries(palette: Palette): NearestEntry {
  const cubes: (Uint16Array | undefined)[] = new Array<undefined>(2 ** (3 * (8 - cubeBits))).fill(undefined)
  return (red, green, blue) => {
    const cube =
      ((((red >> cubeBits) << (8 - cubeBits)) | (green >> cubeBits)) << (8 - cubeBits)) | (blue >> cubeBits)
    const entries = (cubes[cube] ??= entriesNear(palette, red, green, blue))
    let best = 0
    let distance = Infinity
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at] ?? 0
      const across = (palette[4 * entry] ?? 0) - red
      const up = (palette[4 * entry + 1] ?? 0) - green
      const along = (palette[4 * entry + 2] ?? 0) - blue
      const far = across * across + up * up + along * along
      if (far >= distance) continue
      best = entry
      distance = far
    }
    return best
  }
}

/** The entries, in their order, that can be nearest to some colour of the cube in which this colour lies. */
function entriesNear(palette: Palette, ...colour: readonly number[]): Uint16Array {
  const count = Math.floor(palette.length / 4)
  const least = new Float64Array(count)
  const most = new Float64Array(count)
  colour.forEach((value, channel) => {
    const low = value & ~(cubeSide - 1)
    const high = low + cubeSide - 1
    for (let entry = 0; entry < count; entry += 1) {
      const own = palette[4 * entry + channel] ?? 0
      const inside = Math.max(0, low - own, own - high)
      const across = Math.max(Math.abs(own - low), Math.abs(own - high))
      least[entry] = (least[entry] ?? 0) + inside ** 2
      most[entry] = (most[entry] ?? 0) + across ** 2
    }
  })
  const bound = most.reduce((lowest, distance) => Math.min(lowest, distance), Infinity)
  return Uint16Array.from({ length: count }, (_, entry) => entry).filter(
    (entry) => (least[entry] ?? 0) <= bound,
  )
}
