import { describe, expect, it } from 'vitest'
import { defaultPanelSizes, panelSizesFor, rememberPanelSizes } from '../../../renderer/app/panel-sizes.ts'

/** The map's share of a window with these panels: header 40, status line 24, lines of 1 pixel between. */
function mapShare(width: number, height: number): number {
  const { left, right, low } = defaultPanelSizes(width, height)
  return ((width - left - right - 2) * (height - 64 - low - 1)) / (width * height)
}

function aStorage() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  }
}

describe('the panels', () => {
  it('leave the map half of a window of 1280 by 800', () => {
    expect(mapShare(1280, 800)).toBeGreaterThanOrEqual(0.5)
    expect(defaultPanelSizes(1280, 800).low).toBeGreaterThanOrEqual(100)
  })

  it('do not grow with the window', () => {
    expect(defaultPanelSizes(2560, 1440)).toEqual(defaultPanelSizes(1440, 900))
    expect(mapShare(2560, 1440)).toBeGreaterThan(0.6)
  })

  it('come back as the analyst left them', () => {
    const storage = aStorage()
    rememberPanelSizes(storage, { left: 300, right: 340, low: 180 })
    expect(panelSizesFor(storage, 1440, 900)).toEqual({ left: 300, right: 340, low: 180 })
  })

  it('begin anew where what was remembered is damaged or would leave no map', () => {
    const storage = aStorage()
    storage.setItem('roadstead.panels', '{"left":')
    expect(panelSizesFor(storage, 1440, 900)).toEqual(defaultPanelSizes(1440, 900))
    rememberPanelSizes(storage, { left: 500, right: 600, low: 180 })
    expect(panelSizesFor(storage, 1280, 800)).toEqual(defaultPanelSizes(1280, 800))
  })
})
