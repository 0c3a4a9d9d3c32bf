import { useEffect } from 'react'
import type { MapController, ScreenBox } from '../map/map-contract.ts'

/** What lies over the map: tools, dates, messages, the overview, the readout, the strip of labels. */
const covering = '.map-area .glass, .map-area .notice, .map-area .scale-bar'

/** Boxes grow to this raster, so that a readout which breathes with its digits draws nothing anew. */
const rasterPx = 16

/** Tells the map what of it is covered, whenever something comes, goes or changes its size. */
export function useCoveredMap(map: MapController): void {
  useEffect(() => {
    const area = document.querySelector('.map-area')
    if (area === null) return
    let frame = 0
    let told = ''
    const tell = () => {
      frame = 0
      const all = [...document.querySelectorAll(covering)]
      for (const each of all) sizes.observe(each)
      const boxes = all.map(boxOf)
      if (JSON.stringify(boxes) === told) return
      told = JSON.stringify(boxes)
      map.setCovered(boxes)
    }
    const soon = () => {
      frame ||= requestAnimationFrame(tell)
    }
    const sizes = new ResizeObserver(soon)
    const children = new MutationObserver(soon)
    sizes.observe(area)
    children.observe(area, { childList: true, subtree: true })
    soon()
    return () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      children.disconnect()
    }
  }, [map])
}

function boxOf(element: Element): ScreenBox {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const [down, up] = [
    (at: number) => Math.floor(at / rasterPx) * rasterPx,
    (at: number) => Math.ceil(at / rasterPx) * rasterPx,
  ]
  return { left: down(left), right: up(right), top: down(top), bottom: up(bottom) }
}
