import { formOf, hullOutline } from './hull-outline.ts'
import { materials } from './materials.ts'
import { fill, prism, rectangle, type Pen } from './pen.ts'

/** A ship as it is built. */
export interface Ship {
  readonly key: string
  readonly class: string
  readonly lengthM: number
  readonly beamM: number
}

/** A ship as it lies on a date. */
export interface ShipState {
  /** Deck above the water, metres. */
  readonly freeboardM: number
  readonly moving: boolean
}

/** Draws a ship with a pen in its own frame (x metres towards the bow, y to starboard, origin amidships). */
export function drawShip(pen: Pen, ship: Ship, state: ShipState): void {
  const { lengthM: length, beamM: beam } = ship
  const form = formOf(ship.class)
  prism(pen, hullOutline(form, length, beam), state.freeboardM, materials.deckRed)
  const aft = -length / 2 + length * 0.07
  for (let i = 0; i < 6; i++) {
    const x = aft + length * (0.18 + 0.105 * i)
    fill(pen, rectangle(x, -beam * 0.28, x + length * 0.08, beam * 0.28), materials.hatchGrey)
  }
  prism(pen, rectangle(aft, -beam * 0.42, aft + length * 0.09, beam * 0.42), 20, materials.houseWhite)
}
