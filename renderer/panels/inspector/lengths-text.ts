import type { Sighting } from '../../../src/domain/sighting.ts'
import { compareMeasures } from '../../../src/geodesy/uncertainty.ts'
import { showError } from '../../app/format.ts'

type Length = Pick<Sighting, 'length_m' | 'length_error_m'>

/** One sentence on two lengths; null where one of them, or its error, is not known. */
export function lengthsText(one: Length, other: Length, name: string): string | null {
  if (one.length_m === null || other.length_m === null) return null
  const compared = compareMeasures(
    { metres: one.length_m, errorM: one.length_error_m },
    { metres: other.length_m, errorM: other.length_error_m },
  )
  if (compared === null) return null
  const { differenceM, halfWidthM, apart } = compared
  const interval = showError(halfWidthM)
  return apart
    ? `The length differs from ${name} by ${differenceM.toFixed(1)} ${interval} m.`
    : `The length can’t be told from ${name} (${other.length_m.toFixed(1)} m) at this resolution: ${interval} m.`
}
