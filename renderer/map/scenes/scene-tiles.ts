import type { SceneLook } from '../../../src/contract/scene-look.ts'
import type { TileContent } from './scene-shader.ts'

/** Which bands the tiles of a scene bring, and what they are then. */
export interface ShownBands {
  readonly bands: readonly number[]
  /** The worker looks the values up in the file's table of colours. */
  readonly palette: boolean
  readonly content: TileContent
}

/** What has to be read for a look; looks that give the same differ in GPU variables only. */
export function shownBands({ drawn, combination }: SceneLook): ShownBands {
  if (drawn === 'palette') return { bands: [1], palette: true, content: 'three' }
  if (drawn === 'difference' && combination.length >= 2)
    return { bands: combination.slice(0, 2), palette: false, content: 'two' }
  if (combination.length >= 3) return { bands: combination.slice(0, 3), palette: false, content: 'three' }
  return { bands: combination.slice(0, 1), palette: false, content: 'one' }
}

export function sameBands(a: ShownBands, b: ShownBands): boolean {
  return a.palette === b.palette && a.content === b.content && a.bands.join() === b.bands.join()
}

/** Bands in a tile's texture, the one that says where there is data included. */
export const textureBands = ({ content }: ShownBands) => ({ one: 2, two: 3, three: 4 })[content]
