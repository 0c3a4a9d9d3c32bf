import type { Page } from 'playwright'

/** How bright (0 to 255, the mean of red, green and blue) and of which colour the scenes are at places of the map. */
export interface MapPixels {
  /** Red, green, blue and opacity where a fraction of the map's width and height is, as the scenes are drawn there. */
  at(across: number, down?: number): Promise<readonly number[]>
  brightness(across: number, down?: number): Promise<number>
}

/** Reads the canvas of the scenes itself, not a picture of the screen: what lies over it does not count. */
export function mapPixels(page: Page): MapPixels {
  const at = (across: number, down = 0.6) =>
    page.evaluate(
      ([x, y]) => {
        const target = document.querySelector('.map-target')?.getBoundingClientRect()
        if (target === undefined) return []
        const [left, top] = [target.left + x * target.width, target.top + y * target.height]
        for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas.map-scenes')) {
          const box = canvas.getBoundingClientRect()
          if (left < box.left || left >= box.right || top < box.top || top >= box.bottom) continue
          const copy = document.createElement('canvas')
          copy.width = copy.height = 1
          const context = copy.getContext('2d')
          const scale = canvas.width / box.width
          context?.drawImage(canvas, (left - box.left) * scale, (top - box.top) * scale, 1, 1, 0, 0, 1, 1)
          return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
        }
        return []
      },
      [across, down] as const,
    )
  return {
    at,
    brightness: async (across, down) => {
      const [red = -1, green = -1, blue = -1] = await at(across, down)
      return Math.round((red + green + blue) / 3)
    },
  }
}
