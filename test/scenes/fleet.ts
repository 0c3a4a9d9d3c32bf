import type { Ship } from './ship.ts'

/** A ship of the yard's story: invented name, true measures. */
export interface FleetShip extends Ship {
  readonly name: string
}

const ship = (key: string, name: string, classCode: string, lengthM: number, beamM: number): FleetShip => ({
  key,
  name,
  class: classCode,
  lengthM,
  beamM,
})

/** Everything over 20 m that is ever seen here. All names are invented. */
export const fleet = {
  mirandel: ship('mirandel', 'MIRANDEL', 'cargo.general', 141.2, 21.8),
  ostraval: ship('ostraval', 'OSTRAVAL', 'cargo.bulk', 224.9, 32.26),
  haliard: ship('haliard', 'HALIARD SPIRIT', 'cargo.bulk', 189.99, 32.26),
  tenbury: ship('tenbury', 'TENBURY HOPE', 'cargo.bulk', 291.8, 45),
  corvane: ship('corvane', 'CORVANE', 'cargo.bulk', 179.9, 30),
  belisar: ship('belisar', 'BELISAR EXPRESS', 'cargo.container', 299.9, 48.2),
  norlund: ship('norlund', 'NORLUND FEEDER', 'cargo.container', 168.1, 26.8),
  quillon: ship('quillon', 'QUILLON BAY', 'cargo.container', 221.6, 32.2),
  aurelane: ship('aurelane', 'AURELANE', 'tanker.oil', 249.9, 44),
  merrowe: ship('merrowe', 'MERROWE', 'tanker.oil', 333, 60),
  solvine: ship('solvine', 'SOLVINE', 'tanker.chemical', 144.1, 24.2),
  fennick: ship('fennick', 'FENNICK TRADER', 'tanker.oil', 182.5, 32.2),
  glacine: ship('glacine', 'GLACINE', 'tanker.gas', 288.6, 46.4),
  pellow: ship('pellow', 'PELLOW GAS', 'tanker.gas', 159.9, 25.6),
  vantelle: ship('vantelle', 'VANTELLE LEADER', 'cargo.vehicle', 199.9, 32.26),
  seabrace: ship('seabrace', 'SEABRACE 7', 'work.offshore', 93.4, 22),
  dunmar: ship('dunmar', 'DUNMAR', 'work.dredger', 118.2, 23.6),
  islet: ship('islet', 'ISLET PRINCESS', 'passenger.ferry', 121.6, 21.4),
  tugOne: ship('tug-1', 'YARD TUG 1', 'work.tug', 34.2, 10.8),
  tugTwo: ship('tug-2', 'YARD TUG 2', 'work.tug', 30.6, 10.2),
  tugThree: ship('tug-3', 'STOUT FELLOW', 'work.tug', 36.8, 11.4),
  craneBarge: ship('crane-barge', 'LIFTER 12', 'work.crane', 78, 30),
  stoneBarge: ship('stone-barge', 'STONE BARGE 4', 'work.barge', 61.5, 15.8),
  patrol: ship('patrol', 'WARDEN', 'gov.patrol', 98.6, 14.2),
  frigate: ship('frigate', 'hull 574', 'naval.frigate', 134.1, 16),
  newbuild: ship('newbuild-1188', 'hull 1188', 'hull.newbuild', 228.6, 36.6),
  slipHull: ship('newbuild-1204', 'hull 1204', 'hull.newbuild', 118.4, 19.8),
  trawlerA: ship('trawler-a', 'trawler', 'fishing', 38.4, 7.4),
  trawlerB: ship('trawler-b', 'trawler', 'fishing', 41.9, 7.8),
} as const satisfies Record<string, FleetShip>

export type FleetKey = keyof typeof fleet
