import type { Sighting } from '../../../src/domain/sighting.ts'

/** Height of a portrait for its width. */
const aspect = 0.34
const leastWidthM = 60

/** How a hull is turned and framed in its portrait. */
export interface Portrait {
  /** The bearing that points up: degrees clockwise from true north. */
  readonly upDeg: number
  /** Metres on the ground along the picture's width. */
  readonly widthM: number
  /** Which way the hull lies in it. */
  readonly caption: string
}

/** The frame that shows a whole hull lengthwise, with its bow to the left where that is known. */
export function portraitOf({
  heading_deg,
  heading_known,
  length_m,
  beam_m,
}: Pick<Sighting, 'heading_deg' | 'heading_known' | 'length_m' | 'beam_m'>): Portrait {
  const widthM = Math.max(leastWidthM, 1.2 * (length_m ?? 0), (1.7 * (beam_m ?? 0)) / aspect)
  if (heading_deg === null) return { upDeg: 0, widthM, caption: 'north up' }
  const upDeg = (heading_deg + 90) % 360
  return { upDeg, widthM, caption: heading_known === 0 ? 'bow unclear' : 'bow left' }
}
