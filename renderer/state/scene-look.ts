import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { SceneLook } from '../map/map-contract.ts'

type Band = SceneDisplay['bands'][number]

/** How a scene looks before anybody touched it: the core's bands, each stretched to its 2nd and 98th percentile. */
export function defaultLook(display: SceneDisplay): SceneLook {
  return withCombination(display, display.combination, {
    combination: [],
    stretch: [],
    gamma: 1,
    inverted: false,
    opacity: 1,
  })
}

/** The look with other bands; each band gets the stretch that the core found for it. Band numbers from 1. */
export function withCombination(
  display: SceneDisplay,
  combination: readonly number[],
  look: SceneLook,
): SceneLook {
  return {
    ...look,
    combination,
    stretch: combination.map((number) => {
      const band = display.bands[number - 1]
      return band === undefined ? { low: 0, high: 1 } : wideEnough(band.low, band.high)
    }),
  }
}

/**
 * The look with every shown band stretched between two percentiles (0 to 100). The 2nd and the 98th are the core's,
 * read from the samples themselves; others are read from the histogram.
 */
export function withPercentiles(
  display: SceneDisplay,
  look: SceneLook,
  lower: number,
  upper: number,
): SceneLook {
  if (lower === 2 && upper === 98) return withCombination(display, look.combination, look)
  return {
    ...look,
    stretch: look.combination.map((number, i) => {
      const band = display.bands[number - 1]
      if (band === undefined) return look.stretch[i] ?? { low: 0, high: 1 }
      const [low, high] = [percentile(band, lower), percentile(band, upper)]
      return high > low ? { low, high } : wideEnough(band.minimum, band.maximum)
    }),
  }
}

/** A stretch has a width, also in a band that has one value only. */
function wideEnough(low: number, high: number): { low: number; high: number } {
  return high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 }
}

/** The sample value below which `percent` of the counted samples lie, read from the histogram. */
export function percentile(band: Band, percent: number): number {
  const total = band.histogram.reduce((sum, count) => sum + count, 0)
  const binWidth = (band.maximum - band.minimum) / Math.max(1, band.histogram.length)
  if (total === 0 || binWidth <= 0) return band.minimum
  const wanted = (total * percent) / 100
  let below = 0
  for (const [i, count] of band.histogram.entries()) {
    if (count > 0 && below + count >= wanted) return band.minimum + (i + (wanted - below) / count) * binWidth
    below += count
  }
  return band.maximum
}

/** The part of a band's values that is worth showing: few samples lie outside, and a margin is left on both sides. */
export function shownRange(band: Band): { low: number; high: number } {
  const [from, to] = [percentile(band, 0.1), percentile(band, 99)]
  const margin = Math.max(to - from, band.high - band.low) * 0.15
  return wideEnough(
    Math.max(band.minimum, Math.min(from, band.low) - margin),
    Math.min(band.maximum, Math.max(to, band.high) + margin),
  )
}

/** A named choice of bands. */
export interface Combination {
  readonly label: string
  readonly bands: readonly number[]
}

/** The combinations that can be chosen for a scene: the core's, false colour where there are four, each band alone. */
export function combinationsOf(display: SceneDisplay): readonly Combination[] {
  const natural = display.combination
  const colour: Combination[] = natural.length === 3 ? [{ label: 'True colour', bands: natural }] : []
  const infrared = display.bands.findIndex(({ name }) => /nir|infra/i.test(name)) + 1
  const [red, green] = natural
  if (colour.length > 0 && infrared > 0 && red !== undefined && green !== undefined)
    colour.push({ label: 'Infrared', bands: [infrared, red, green] })
  const single = display.bands.map(({ name }, i) => ({
    label: name === '' ? `Band ${i + 1}` : name,
    bands: [i + 1],
  }))
  return [...colour, ...single]
}
