import { z } from 'zod'

/** Widths of the side panels and height of the table, in pixels; the map takes the rest. */
export const PanelSizes = z.strictObject({
  left: z.number().min(160).max(600),
  right: z.number().min(200).max(700),
  low: z.number().min(60).max(1200),
})
export type PanelSizes = z.infer<typeof PanelSizes>

const storageKey = 'roadstead.panels'
/** Header and status line. */
const frameHeight = 40 + 24
const separator = 1

/**
 * The sizes that a window of this size begins with. Panels are as large as they need to be and do not grow with the
 * window; in a small one they shrink so far that the map keeps half of it.
 */
export function defaultPanelSizes(width: number, height: number): PanelSizes {
  const roomy: PanelSizes = { left: 268, right: 316, low: 226 }
  if (width >= 1400 && height >= 860) return roomy
  const [left, right] = width >= 1400 ? [roomy.left, roomy.right] : [208, 252]
  const mapWidth = Math.max(1, width - left - right - 2 * separator)
  const mapHeight = Math.ceil((width * height) / 2 / mapWidth)
  const low = height - frameHeight - mapHeight - separator
  return { left, right, low: Math.min(roomy.low, Math.max(96, low)) }
}

/** The sizes as the analyst left them, where they leave room for the map; else the ones to begin with. */
export function panelSizesFor(storage: Pick<Storage, 'getItem'>, width: number, height: number): PanelSizes {
  const fallback = defaultPanelSizes(width, height)
  try {
    const known = PanelSizes.safeParse(JSON.parse(storage.getItem(storageKey) ?? 'null'))
    if (!known.success) return fallback
    const { left, right, low } = known.data
    const fits = left + right <= width * 0.6 && low <= height * 0.6
    return fits ? known.data : fallback
  } catch {
    return fallback
  }
}

export function rememberPanelSizes(storage: Pick<Storage, 'setItem'>, sizes: PanelSizes): void {
  const known = PanelSizes.safeParse(sizes)
  if (known.success) storage.setItem(storageKey, JSON.stringify(known.data))
}
