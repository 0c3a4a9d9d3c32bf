import type { Page } from 'playwright'

/** What is drawn of the footprints now: how many pixels, how opaque at most, and how many of about a colour. */
export interface Ink {
  readonly pixels: number
  readonly strongest: number
  readonly ofColour: number
}

/** Reads the canvas of the footprints itself: neither the scene below nor a tool's sketch counts. */
export function footprintInk(page: Page, [red, green, blue]: readonly number[] = []): Promise<Ink> {
  return page.evaluate(
    ([r, g, b]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.map-footprints')
      // A copy: reading the map's own canvas again and again would make it another kind of canvas.
      const copy = document.createElement('canvas')
      const [width, height] = [canvas?.width ?? 1, canvas?.height ?? 1]
      Object.assign(copy, { width, height })
      const context = copy.getContext('2d', { willReadFrequently: true })
      if (canvas !== null) context?.drawImage(canvas, 0, 0)
      const data = context?.getImageData(0, 0, width, height).data
      let [pixels, strongest, ofColour] = [0, 0, 0]
      for (let at = 0; data !== undefined && at < data.length; at += 4) {
        const alpha = data[at + 3] ?? 0
        if (alpha === 0) continue
        pixels += 1
        strongest = Math.max(strongest, alpha)
        const off = [r, g, b].map((part, index) => Math.abs((part ?? -999) - (data[at + index] ?? 0)))
        if (alpha > 180 && Math.max(...off) < 24) ofColour += 1
      }
      return { pixels, strongest, ofColour }
    },
    [red, green, blue] as const,
  )
}
