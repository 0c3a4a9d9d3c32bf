import { formOf, hullOutline } from './hull-outline.ts'
import { materials, shaded, type Material } from './materials.ts'
import { disc, fill, prism, rectangle, type Pen } from './pen.ts'
import { makeRandom } from './prng.ts'
import type { Deck } from './ship-deck.ts'
import { drawContainerDeck, drawBulkDeck, drawGeneralDeck, drawVehicleDeck } from './ship-cargo.ts'
import { drawFerryDeck, drawFishingDeck, drawNavalDeck, drawSubmarine } from './ship-crewed.ts'
import { drawBargeDeck, drawDredgerDeck, drawNewbuildDeck, drawSupplyDeck, drawTugDeck } from './ship-work.ts'
import { drawGasDeck, drawTankerDeck } from './ship-tanker.ts'

/** A ship as it is built. */
export interface Ship {
  readonly key: string
  readonly class: string
  readonly lengthM: number
  readonly beamM: number
}

/** A ship as it lies on a date. */
export interface ShipState {
  /** Deck above the water, metres; in a dry dock above the dock's floor. */
  readonly freeboardM: number
  readonly moving: boolean
}

const decks: Record<string, { draw: (deck: Deck) => void; colours: readonly Material[] }> = {
  'cargo.bulk': {
    draw: drawBulkDeck,
    colours: [materials.deckRed, materials.deckRed, materials.deckBrown, materials.deckGreen],
  },
  'cargo.general': {
    draw: drawGeneralDeck,
    colours: [materials.deckGreen, materials.deckGrey, materials.deckRed],
  },
  'cargo.container': {
    draw: drawContainerDeck,
    colours: [materials.deckRed, materials.deckGrey, materials.deckBrown],
  },
  'cargo.vehicle': { draw: drawVehicleDeck, colours: [materials.houseWhite, materials.houseCream] },
  'cargo.roro': { draw: drawVehicleDeck, colours: [materials.houseWhite, materials.deckGreen] },
  'tanker.gas': { draw: drawGasDeck, colours: [materials.deckRed, materials.deckBrown] },
  tanker: { draw: drawTankerDeck, colours: [materials.deckRed, materials.deckGreen, materials.deckRed] },
  passenger: { draw: drawFerryDeck, colours: [materials.houseWhite] },
  'work.tug': { draw: drawTugDeck, colours: [materials.deckBrown, materials.deckGreen] },
  'work.dredger': { draw: drawDredgerDeck, colours: [materials.deckRed] },
  'work.barge': { draw: drawBargeDeck, colours: [materials.rust, materials.deckBrown] },
  'work.crane': { draw: drawBargeDeck, colours: [materials.deckGrey] },
  work: { draw: drawSupplyDeck, colours: [materials.deckGreen, materials.deckRed] },
  fishing: { draw: drawFishingDeck, colours: [materials.deckBlue, materials.wood] },
  gov: { draw: drawNavalDeck, colours: [materials.steelWhite] },
  'naval.submarine': { draw: drawSubmarine, colours: [materials.hullDark] },
  naval: { draw: drawNavalDeck, colours: [materials.navyGrey] },
  hull: { draw: drawNewbuildDeck, colours: [materials.primerRed, materials.primerGrey] },
}

const sides: readonly Material[] = [
  materials.hullDark,
  materials.hullDark,
  materials.hullRed,
  materials.funnelBlue,
  materials.deckGreen,
]

/**
 * Draws a ship with a pen in its own frame (x metres towards the bow, y to starboard, origin amidships): its shadow,
 * the sheer line, the deck and what stands on it, from low to high. The outermost line is the hull's true outline.
 */
export function drawShip(pen: Pen, ship: Ship, state: ShipState): void {
  const { lengthM: length, beamM: beam } = ship
  const form = formOf(ship.class)
  const random = makeRandom('ship', ship.key)
  const kind = decks[ship.class] ?? decks[ship.class.split('.')[0]!] ?? decks['cargo.general']!
  const colour = shaded(random.pick(kind.colours), random.between(0.88, 1.12))
  const side =
    ship.class.startsWith('naval') || ship.class.startsWith('passenger') ? colour : random.pick(sides)
  const rail = Math.min(1.1, beam * 0.035)
  prism(pen, hullOutline(form, length, beam), state.freeboardM, shaded(colour, 0.92))
  fill(pen, hullOutline(form, length, beam), side, 0.35)
  fill(pen, hullOutline(form, length, beam, rail), colour)
  const deck: Deck = { pen, length, beam, form, random, detail: pen.canvas.gsdM < 1.2, colour }
  wear(deck)
  kind.draw(deck)
  // Steel corners return a radar's pulse from end to end, most of all from the deckhouse.
  if (pen.canvas.kind === 'radar') {
    fill(pen, hullOutline(form, length, beam), { reflectance: [0, 0, 0, 0], radar: 2.2, grain: 0 }, 0.6)
    const points = 3 + Math.round(length / 22)
    for (let i = 0; i < points; i++) {
      const x = (random.next() - 0.5) * length * 0.92
      const y = (random.next() - 0.5) * beam * 0.7
      fill(pen, disc(x, y, 4, 8), { reflectance: [0, 0, 0, 0], radar: random.between(6, 45), grain: 0 })
    }
    fill(pen, rectangle(-length * 0.46, -beam * 0.4, -length * 0.36, beam * 0.4), {
      reflectance: [0, 0, 0, 0],
      radar: 24,
      grain: 0,
    })
  }
}

/** Rust, paint patches and traffic on a deck. */
function wear({ pen, length, beam, random, detail, colour }: Deck): void {
  if (pen.canvas.kind === 'radar') return
  for (let i = 0; i < (detail ? 34 : 10); i++) {
    const x = random.between(-0.42, 0.36) * length
    const y = random.between(-0.4, 0.3) * beam
    fill(
      pen,
      rectangle(x, y, x + random.between(0.01, 0.07) * length, y + random.between(0.04, 0.16) * beam),
      shaded(random.pick([colour, colour, materials.rust]), random.between(0.7, 1.35)),
      0.35,
    )
  }
}
