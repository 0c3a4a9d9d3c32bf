import type { Sighting } from '../domain/sighting.ts'
import type { HullChip } from '../raster/hull/hull-chip.ts'
import { likenessOf } from './likeness.ts'

/**
 * Weights of evidence that two sightings are one ship rather than two: natural logarithms of likelihood ratios, which
 * add up. The figures of size are statistics of reading errors; those of looks are fitted to generated ships of 60 m and
 * more on pictures of 0.6 to 3 m at other dates, suns and sensors, where same ships and others of nearly the same size
 * were known (a logistic regression, both kinds of equal weight).
 */

type Measure = readonly [valueM: number | null, errorM: number | null]
type Measures = readonly [Measure, Measure]

/**
 * What two readings of a side differ by besides their stated errors, as a standard deviation: a share of it and metres at
 * least; and how far sides of other ships that could lie there spread, as a share.
 */
interface Spread {
  readonly share: number
  readonly leastM: number
  readonly others: number
}
const lengths: Spread = { share: 0.01, leastM: 0.4, others: 0.25 }
const beams: Spread = { share: 0.015, leastM: 0.4, others: 0.25 }
/** A hand slips further, and more often, than a normal distribution says: Student's with so many degrees of freedom. */
const freedom = 6
/** How much the two sides together count: few other ships agree in both. Fitted with the looks. */
const weight = 1.3
/** What is not known of a reading's error, as a share of the side. */
const unknownError = 0.05

/**
 * What length and beam say.
 * @param slip by how many times their stated errors readings slip (see `slipBetween`)
 */
export function sizeEvidence(a: Sighting, b: Sighting, slip: number): number {
  return weight * (sideEvidence(lengthsOf(a, b), lengths, slip) + sideEvidence(beamsOf(a, b), beams, slip))
}

export const lengthsOf = (a: Sighting, b: Sighting): Measures => [
  [a.length_m, a.length_error_m],
  [b.length_m, b.length_error_m],
]
export const beamsOf = (a: Sighting, b: Sighting): Measures => [
  [a.beam_m, a.beam_error_m],
  [b.beam_m, b.beam_error_m],
]

/** The standard deviation of the difference of two readings by their stated errors, metres. */
export function statedM([[one, oneError], [other, otherError]]: Measures): number {
  const unknownM = unknownError * Math.max(one ?? 0, other ?? 0)
  // Errors are half-widths of 95 % intervals.
  return Math.hypot(oneError ?? unknownM, otherError ?? unknownM) / 1.96
}

function sideEvidence(sides: Measures, spread: Spread, slip: number): number {
  const [[one], [other]] = sides
  if (one === null || other === null) return 0
  const sideM = Math.max(one, other)
  const deviationM = Math.hypot(slip * statedM(sides), Math.max(spread.leastM, spread.share * sideM))
  const off = (one - other) / deviationM
  const density = -((freedom + 1) / 2) * Math.log(1 + (off * off) / freedom)
  return density + Math.log(Math.max(1, (spread.others * sideM) / (2.5 * deviationM)))
}

/** What the classes say that analysts gave: two different ones speak against one ship as surely as they were given. */
export function classEvidence(a: Sighting, b: Sighting): number {
  const [one, other] = [a.class, b.class]
  // A newbuilding becomes what it is built as.
  if ([one, other].some((code) => code === null || code.endsWith('unknown') || code.startsWith('hull.')))
    return 0
  if (one === other) return 0.5
  const sure = (sighting: Sighting): number =>
    ({ certain: 1, probable: 0.6, possible: 0.3 })[sighting.class_confidence ?? 'possible']
  const isGroup = one?.split('.')[0] === other?.split('.')[0]
  return (isGroup ? -1.5 : -3) * sure(a) * sure(b)
}

const looks = {
  both: { structure: 3.9, colour: 8.9, none: -7.3 },
  grey: { structure: 6.5, none: -3.5 },
  least: -5.5,
  most: 3.9,
}

/**
 * What the pixels of both say; `unread` where there are none, `nothing` where they tell nothing: too few, too even, of no
 * common band.
 */
export function looksEvidence(
  a: HullChip | undefined,
  b: HullChip | undefined,
  eitherWay: boolean,
): number | 'unread' | 'nothing' {
  if (a === undefined || b === undefined) return 'unread'
  const likeness = likenessOf(a, b, eitherWay)
  if (likeness === null) return 'nothing'
  const { structure, colour } = likeness
  const evidence =
    colour === null
      ? looks.grey.structure * structure + looks.grey.none
      : looks.both.structure * structure + looks.both.colour * colour + looks.both.none
  return Math.max(looks.least, Math.min(looks.most, evidence))
}
