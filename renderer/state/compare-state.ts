import { firstSettings, type CompareSettings } from '../map/map-contract.ts'

/** How two dates are set against each other, apart from which they are and in which view. */
export interface CompareState extends Omit<CompareSettings, 'difference'> {
  /** A is drawn with its histogram brought to B's, in B's look. */
  readonly matched: boolean
  /** Whose footprints are hidden. */
  readonly hidden: Readonly<Record<'A' | 'B', boolean>>
  readonly difference: DifferenceChoice
}

/** What the analyst chose to subtract; null: what the scenes' looks propose. */
export interface DifferenceChoice {
  readonly bandA: number | null
  readonly bandB: number | null
  /** Stretched brightness although samples of the same units could be subtracted. */
  readonly isStretched: boolean
  /** Where the colours end, as a share of the band's stretch, 0 to 1. */
  readonly reach: number
}

export const firstCompare: CompareState = {
  ...firstSettings,
  matched: false,
  hidden: { A: false, B: false },
  difference: { bandA: null, bandB: null, isStretched: false, reach: 0.5 },
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
/** Without the dust of binary fractions that adding steps leaves behind. */
const clean = (value: number) => Number(value.toFixed(4))

/** Rates of a blink that can be chosen, in switches a second. */
export const blinkRates = [0.25, 0.5, 1, 1.5, 2, 3, 4, 5] as const

/** The settings with what the view is about turned up (1) or down (-1) by one step. */
export function adjusted(view: string, compare: CompareState, way: 1 | -1): CompareState {
  const { lens, difference } = compare
  switch (view) {
    case 'swipe':
      return { ...compare, swipe: clean(within(compare.swipe + way * 0.05, 0, 1)) }
    case 'blend':
      return { ...compare, blend: clean(within(compare.blend + way * 0.1, 0, 1)) }
    case 'lens':
      return { ...compare, lens: { ...lens, radius: within(lens.radius + way * 20, 40, 600) } }
    case 'blink': {
      const rates = blinkRates.filter((rate) =>
        way > 0 ? rate > compare.switchesPerSecond : rate < compare.switchesPerSecond,
      )
      const next = way > 0 ? rates[0] : rates.at(-1)
      return next === undefined ? compare : { ...compare, switchesPerSecond: next }
    }
    case 'difference':
      return {
        ...compare,
        difference: {
          ...difference,
          reach: clean(within(difference.reach * (way > 0 ? Math.SQRT2 : Math.SQRT1_2), 0.02, 1)),
        },
      }
    default:
      return compare
  }
}
