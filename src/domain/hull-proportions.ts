import type { VesselClass } from './vocabulary.ts'

/**
 * How many times as long as broad hulls of a class usually are: round numbers for a first guess of a beam, which the
 * picture then corrects. They follow from the main dimensions that the classes are known for (a panamax is 225 by 32 m,
 * a harbour tug 30 by 10 m).
 */
const lengthPerBeam: Readonly<Record<VesselClass, number>> = {
  'cargo.general': 6.3,
  'cargo.bulk': 6.3,
  'cargo.container': 6.6,
  'cargo.roro': 6.4,
  'cargo.vehicle': 6.2,
  'cargo.reefer': 6.7,
  'cargo.heavylift': 5.3,
  'cargo.unknown': 6.4,
  'tanker.oil': 5.8,
  'tanker.chemical': 6,
  'tanker.gas': 6.2,
  'tanker.unknown': 5.9,
  'passenger.cruise': 7.8,
  'passenger.ferry': 5.8,
  'passenger.fast': 4.2,
  'passenger.unknown': 6.2,
  'work.tug': 3,
  'work.dredger': 5,
  'work.offshore': 4.3,
  'work.crane': 2.6,
  'work.rig': 1.3,
  'work.barge': 3.9,
  'work.research': 5,
  'work.icebreaker': 4.5,
  'work.unknown': 4.2,
  fishing: 4.6,
  'gov.patrol': 7,
  'naval.carrier': 7.9,
  'naval.amphibious': 7.2,
  'naval.destroyer': 8,
  'naval.frigate': 8.4,
  'naval.corvette': 7.6,
  'naval.submarine': 9.6,
  'naval.auxiliary': 6.8,
  'naval.minor': 5.4,
  'naval.unknown': 7.8,
  leisure: 4,
  'hull.newbuild': 6.3,
  'hull.wreck': 6.3,
  unknown: 6.2,
}

/** How many times as long as broad a hull of this class usually is. */
export function usualLengthPerBeam(code: VesselClass): number {
  return lengthPerBeam[code]
}
