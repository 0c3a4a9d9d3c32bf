/** Colours from "lower in B" over "the same" to "higher in B": blue is date A, amber is date B. */
export const differenceColours = {
  lower: [86, 199, 242],
  same: [44, 48, 52],
  higher: [255, 183, 77],
} as const

/** The colour of a difference as a share of the ramp's end, -1 to 1; beyond the ends it stays the end's. */
export function differenceColour(share: number): readonly [number, number, number] {
  const end = share < 0 ? differenceColours.lower : differenceColours.higher
  const part = Math.min(1, Math.abs(share))
  const at = (index: 0 | 1 | 2) =>
    differenceColours.same[index] + (end[index] - differenceColours.same[index]) * part
  return [at(0), at(1), at(2)]
}
