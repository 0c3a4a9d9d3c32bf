import type { DifferenceBand, DifferenceBands } from '../map/map-contract.ts'
import type { DifferenceChoice } from './compare-state.ts'
import type { ComparedScene, ComparedScenes } from './compared-scenes.ts'
import { bandLabel } from './scene-look.ts'

/** A difference as the map draws it, and what its colours mean. */
export interface DifferenceSetup {
  readonly bands: DifferenceBands
  readonly bandA: number
  readonly bandB: number
  /** What the two have in common, such as `digital numbers`; null: only their stretched brightness compares. */
  readonly units: string | null
  /** Why samples are not subtracted though they might be wanted, as a sentence; null where they are or can be. */
  readonly whyStretched: string | null
  readonly isStretched: boolean
  /** Whether A's samples are brought to B's first. */
  readonly isMatched: boolean
  /** The difference at the ends of the legend, in `units`, or in parts of the stretch. */
  readonly most: number
}

/** What is subtracted of two scenes; a sentence where nothing can be. */
export function differenceSetup(
  { A, B, match }: ComparedScenes,
  choice: DifferenceChoice,
): DifferenceSetup | string {
  for (const [side, { look }] of [['A', A] as const, ['B', B] as const])
    if (look.drawn === 'palette') return `${side} holds a table of colours: they cannot be subtracted.`
  const bandB = bandIn(B, choice.bandB) ?? B.look.combination[0] ?? 1
  // The table of a match holds the bands that are drawn.
  const drawnA = match === null ? null : matchedBand(A, B, bandB)
  const bandA = drawnA?.band ?? bandIn(A, choice.bandA) ?? bandLike(A, B, bandB)
  const isMatched = drawnA !== null
  const units = isMatched ? matchedUnits(B, bandB) : commonUnits(A, bandA, B, bandB)
  const isStretched = choice.isStretched || typeof units !== 'string'
  const whyStretched = typeof units === 'string' ? null : units.why
  const found = {
    bandA,
    bandB,
    whyStretched,
    isStretched,
    isMatched,
    units: typeof units === 'string' ? units : null,
  }
  const stretchB = stretchOf(B, bandB)
  if (isStretched) {
    const part = (side: ComparedScene, band: number): DifferenceBand => ({
      band,
      ...stretchOf(side, band),
      isLogarithmic: side.look.decibels !== 'none' && side.look.drawn === 'bands',
    })
    const a = drawnA === null ? part(A, bandA) : { ...part(B, bandB), ...throughTable(drawnA) }
    return { ...found, most: choice.reach, bands: { A: a, B: part(B, bandB), most: choice.reach } }
  }
  // In physical values, which are the samples themselves where the file has no scale.
  const [ofA, ofB] = [isMatched ? scaleOf(B, bandB) : scaleOf(A, bandA), scaleOf(B, bandB)]
  const values = [
    ...(isMatched ? [] : rangeOf(A, bandA).map((sample) => sample * ofA.scale + ofA.offset)),
    ...rangeOf(B, bandB).map((sample) => sample * ofB.scale + ofB.offset),
  ]
  const [least, highest] = [Math.min(...values), Math.max(...values)]
  const width = highest - least || 1
  // The statistics are those of a sample of the pixels: there may be values beyond.
  const [low, high] = [least - width / 2, highest + width / 2]
  const most = Math.abs((stretchB.high - stretchB.low) * ofB.scale) * choice.reach
  const part = (band: number, { scale, offset }: Scale): DifferenceBand => ({
    band,
    low: (low - offset) / scale,
    high: (high - offset) / scale,
    isLogarithmic: false,
  })
  return {
    ...found,
    most,
    bands: {
      A: { ...part(bandA, ofA), ...(drawnA === null ? {} : throughTable(drawnA)) },
      B: part(bandB, ofB),
      most: most / (high - low),
    },
  }
}

interface Scale {
  readonly scale: number
  readonly offset: number
}

function scaleOf({ display }: ComparedScene, band: number): Scale {
  const { scale = 1, offset = 0 } = display.bands[band - 1] ?? {}
  return { scale: scale === 0 ? 1 : scale, offset }
}

const hasScale = ({ display }: ComparedScene, band: number): boolean =>
  display.bands[band - 1]?.scale !== undefined || display.bands[band - 1]?.offset !== undefined

function rangeOf({ display }: ComparedScene, band: number): [number, number] {
  const { minimum = 0, maximum = 1 } = display.bands[band - 1] ?? {}
  return [minimum, maximum]
}

function stretchOf({ display, look }: ComparedScene, band: number): { low: number; high: number } {
  const drawn = look.drawn === 'bands' ? look.stretch[look.combination.indexOf(band)] : undefined
  const { low, high } = drawn ?? display.bands[band - 1] ?? { low: 0, high: 1 }
  return high > low ? { low, high } : { low, high: low + 1 }
}

const bandIn = ({ display }: ComparedScene, band: number | null): number | null =>
  band !== null && band <= display.bands.length ? band : null

/** The band of A that means what a band of B means: of the same name, else of the same number, else the first. */
function bandLike(A: ComparedScene, B: ComparedScene, bandB: number): number {
  const name = bandLabel(B.display, bandB).toLowerCase()
  const named = A.display.bands.findIndex(
    (_, index) => bandLabel(A.display, index + 1).toLowerCase() === name,
  )
  return named >= 0 ? named + 1 : (bandIn(A, bandB) ?? 1)
}

/** The band of A that a match brings to a band of B, and where the table has it; null where that band is not drawn. */
function matchedBand(A: ComparedScene, B: ComparedScene, bandB: number) {
  const entry = B.look.drawn === 'bands' ? B.look.combination.indexOf(bandB) : -1
  const band = A.look.combination[entry]
  return band === undefined ? null : { band, entry }
}

const throughTable = ({ band, entry }: { readonly band: number; readonly entry: number }) => ({
  band,
  matchEntry: entry,
})

function matchedUnits(B: ComparedScene, bandB: number): string {
  return hasScale(B, bandB) ? 'values of B, A matched' : 'digital numbers of B, A matched'
}

function commonUnits(
  A: ComparedScene,
  bandA: number,
  B: ComparedScene,
  bandB: number,
): string | { readonly why: string } {
  if (hasScale(A, bandA) && hasScale(B, bandB)) return 'values with scale and offset'
  if (hasScale(A, bandA) || hasScale(B, bandB))
    return { why: 'Only one of the files says how its samples become values.' }
  if (A.scene.dtype !== B.scene.dtype)
    return { why: `Their samples are of other types (${A.scene.dtype ?? '?'}, ${B.scene.dtype ?? '?'}).` }
  const [sensorA, sensorB] = [A.scene.sensor ?? '', B.scene.sensor ?? '']
  if (sensorA === '' || sensorB === '')
    return { why: 'The sensor of one of the scenes is not known, so neither are its units.' }
  if (sensorA !== sensorB) return { why: `They are of other sensors (${sensorA}, ${sensorB}).` }
  return 'digital numbers'
}
