import type { PixelImage } from '../scene-image.ts'

/**
 * The level to read for a view that shows one of its pixels for `scale` pixels of the full resolution: the smallest one
 * that is still at least as fine. 0 is the full resolution.
 */
export function pickLevel(image: PixelImage, scale: number): number {
  let best = 0
  image.levels.forEach((level, index) => {
    // Writers round the sides of overviews up or down: half a pixel of tolerance keeps 1001 -> 500 a level of 2.
    const ratio = image.width / (level.width + 0.5)
    if (ratio <= scale && level.width < (image.levels[best]?.width ?? Infinity)) best = index
  })
  return best
}

/** How many pixels of the full resolution one pixel of a level stands for, across and down. */
export function levelScale(image: PixelImage, index: number): readonly [number, number] {
  const level = image.levels[index]
  return level === undefined ? [1, 1] : [image.width / level.width, image.height / level.height]
}
