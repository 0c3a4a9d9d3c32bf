import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { SampleStatistics, SceneLook, StretchMethod } from '../../src/contract/scene-look.ts'
import type { Scene } from '../../src/domain/scene.ts'

export type Range = SceneLook['stretch'][number]
/** A named way to draw a scene. */
export type Combination = Pick<SceneLook, 'drawn' | 'combination'> & { readonly label: string }

export const usualMethod: StretchMethod = { kind: 'percentile', low: 2, high: 98 }

/** How a scene looks before anybody touched it: as the core proposes, stretched to its 2nd and 98th percentile. */
export function defaultLook(display: SceneDisplay): SceneLook {
  const [first] = display.presets ?? []
  return withCombination(display, first ?? { drawn: 'bands', combination: display.combination }, {
    drawn: 'bands',
    combination: [],
    stretch: [],
    method: usualMethod,
    source: 'scene',
    decibels: display.decibels ?? 'none',
    gamma: 1,
    inverted: false,
    opacity: 1,
  })
}

/**
 * The look with other bands, stretched as the core proposes until their statistics are there. A difference has no
 * proposal: it begins between land and water.
 */
export function withCombination(
  display: SceneDisplay,
  { drawn, combination }: Pick<SceneLook, 'drawn' | 'combination'>,
  look: SceneLook,
): SceneLook {
  const next = { ...look, drawn, combination: [...combination] }
  if (drawn === 'difference') return { ...next, stretch: [{ low: -0.6, high: 0.8 }] }
  if (drawn === 'palette') return { ...next, stretch: [{ low: 0, high: 255 }] }
  const stretch = combination.map((number) => {
    const band = display.bands[number - 1]
    return band === undefined ? { low: 0, high: 1 } : wideEnough(band.low, band.high)
  })
  return drawable({ ...next, stretch })
}

/** The ends that a method gives for samples with these statistics; null where there are no samples or no method. */
export function rangeBy(method: StretchMethod, statistics: SampleStatistics): Range | null {
  const { count, minimum, maximum, mean, deviation, quantiles } = statistics
  if (count === 0) return null
  const at = (percent: number) => quantiles[Math.round(percent * 10)] ?? minimum
  switch (method.kind) {
    case 'percentile':
      return wideEnough(at(Math.min(method.low, method.high)), at(Math.max(method.low, method.high)))
    case 'min_max':
      return wideEnough(minimum, maximum)
    case 'deviations':
      return wideEnough(
        Math.max(minimum, mean - method.n * deviation),
        Math.min(maximum, mean + method.n * deviation),
      )
    case 'manual':
      return null
  }
}

/**
 * The look stretched by a method over statistics of what it draws (one for each band, one for a difference). Without
 * samples the ends stay where they are. The 2nd and 98th percentile of the whole scene are the core's own, so that
 * a scene looks the same whether they were asked for or not.
 */
export function stretchedBy(
  display: SceneDisplay,
  look: SceneLook,
  method: StretchMethod,
  source: SceneLook['source'],
  statistics: readonly SampleStatistics[],
): SceneLook {
  if (look.drawn === 'palette') return look
  const next = { ...look, method, source }
  if (source === 'scene' && look.drawn === 'bands' && isUsual(method))
    return withCombination(display, look, next)
  const stretch = look.stretch.map((before, index) => {
    const found = statistics[index]
    return (found === undefined ? null : rangeBy(method, found)) ?? before
  })
  return drawable({ ...next, stretch })
}

export function isUsual(method: StretchMethod): boolean {
  return method.kind === 'percentile' && method.low === 2 && method.high === 98
}

/** The look with other ends, set by hand. A range that would be empty or upside down is left as it was. */
export function withRange(look: SceneLook, stretch: readonly Range[]): SceneLook {
  const isGood = stretch.every(({ low, high }) => low < high && Number.isFinite(high - low))
  return isGood ? drawable({ ...look, method: { kind: 'manual' }, stretch: [...stretch] }) : look
}

/** The look in decibels, or no longer. */
export function withDecibels(look: SceneLook, decibels: SceneLook['decibels']): SceneLook {
  return drawable({ ...look, decibels })
}

/** A logarithm begins above 0: the dark end is lifted to 50 dB under the bright one. */
function drawable(look: SceneLook): SceneLook {
  if (look.decibels === 'none' || look.drawn !== 'bands') return look
  const stretch = look.stretch.map(({ low, high }) => {
    const bright = high > 0 ? high : 1
    return { low: low > 0 ? low : bright / 1e5, high: bright }
  })
  return { ...look, stretch }
}

/** A stretch has a width, also in a band that has one value only. */
export function wideEnough(low: number, high: number): Range {
  return high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 }
}

const presetLabels = {
  palette: 'Colours of the file',
  true_colour: 'True colour',
  near_infrared: 'Near infrared',
  water_index: 'Water index (NDWI)',
} as const

function presetLabel(name: keyof typeof presetLabels | 'by_number', combination: readonly number[]): string {
  return name === 'by_number' ? `Bands ${combination.join(' ')}` : presetLabels[name]
}

/** The combinations that are offered for a scene: the core's presets, then each band alone. */
export function combinationsOf(display: SceneDisplay): readonly Combination[] {
  const presets = (display.presets ?? []).flatMap(({ name, drawn, combination }) =>
    name === 'single' ? [] : [{ label: presetLabel(name, combination), drawn, combination }],
  )
  const known = presets.length > 0 || display.combination.length < 3
  const given: Combination[] = known
    ? presets
    : [
        {
          label: presetLabel('by_number', display.combination),
          drawn: 'bands',
          combination: display.combination,
        },
      ]
  const single = display.bands.map((_, index) => ({
    label: bandLabel(display, index + 1),
    drawn: 'bands' as const,
    combination: [index + 1],
  }))
  return [...given, ...single]
}

/** The name of a band (by its number from 1) on screen. */
export function bandLabel(display: SceneDisplay, number: number): string {
  const name = display.bands[number - 1]?.name ?? ''
  return name === '' ? `Band ${number}` : name
}

export function isCombination(look: SceneLook, { drawn, combination }: Combination): boolean {
  return look.drawn === drawn && look.combination.join() === combination.join()
}

/** Scenes with the same key can share a look: of one sensor, alike in bands and sample type. Null without a sensor. */
export function sensorKeyOf({ sensor, band_count, dtype }: Scene): string | null {
  return sensor === null || sensor === '' ? null : JSON.stringify([sensor, band_count, dtype])
}
