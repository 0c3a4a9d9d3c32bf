import type { HullForm } from './hull-outline.ts'
import { materials, shaded, type Material } from './materials.ts'
import { disc, fill, partOf, prism, rectangle, type Pen } from './pen.ts'
import type { Random } from './prng.ts'

/** What a deck is drawn with. `x` runs forward from amidships, `y` to starboard, metres. */
export interface Deck {
  readonly pen: Pen
  readonly length: number
  readonly beam: number
  readonly form: HullForm
  /** The same for a ship on every date. */
  readonly random: Random
  /** Small things are worth drawing. */
  readonly detail: boolean
  readonly colour: Material
}

/** A deckhouse in tiers across the ship, its bridge wings, mast and funnel. */
export function deckhouse(
  deck: Deck,
  x0: number,
  x1: number,
  height: number,
  width = 0.86,
  funnel = true,
): void {
  const { pen, beam, random, detail } = deck
  const paint = random.next() < 0.7 ? materials.houseWhite : materials.houseCream
  const half = (beam * width) / 2
  const span = x1 - x0
  prism(pen, rectangle(x0, -half, x1, half), height * 0.55, shaded(paint, 0.86))
  prism(pen, rectangle(x0 + span * 0.22, -half * 0.86, x1, half * 0.86), height * 0.85, shaded(paint, 0.96))
  prism(
    pen,
    rectangle(x1 - span * 0.34, -beam * 0.49, x1 - span * 0.12, beam * 0.49),
    height * 0.95,
    paint,
    height * 0.86,
  )
  prism(
    pen,
    rectangle(x0 + span * 0.36, -half * 0.62, x1 - span * 0.08, half * 0.62),
    height,
    shaded(paint, 1.04),
  )
  if (detail) {
    fill(
      pen,
      rectangle(x0 + span * 0.4, -half * 0.5, x1 - span * 0.5, half * 0.5),
      shaded(materials.deckGreen, 1.2),
      0.5,
    )
    prism(pen, rectangle(x1 - span * 0.4, -0.6, x1 - span * 0.32, 0.6), height + 9, materials.steelWhite)
    for (const y of [-half * 0.78, half * 0.78])
      prism(
        pen,
        rectangle(x0 + span * 0.1, y - 1.3, x0 + span * 0.1 + 7, y + 1.3),
        height * 0.6,
        materials.craneOrange,
      )
  }
  if (funnel) {
    const stack = random.pick([
      materials.funnelBlue,
      materials.funnelRed,
      materials.funnelBlack,
      materials.houseCream,
    ])
    prism(pen, rectangle(x0 - span * 0.05, -beam * 0.1, x0 + span * 0.3, beam * 0.1), height * 1.05, stack)
    fill(pen, rectangle(x0, -beam * 0.05, x0 + span * 0.2, beam * 0.05), materials.funnelBlack, 0.8)
  }
}

/** Windlasses, bollards, the break of the forecastle. */
export function forecastle(deck: Deck, share = 0.075): void {
  const { pen, length, beam, detail, colour } = deck
  const x = length / 2 - length * share
  fill(pen, rectangle(x - length * 0.008, -beam * 0.4, x + 0.8, beam * 0.4), shaded(colour, 0.55), 0.8)
  prism(
    pen,
    rectangle(x + length * 0.018, -beam * 0.17, x + length * 0.034, -beam * 0.06),
    2.5,
    materials.steelGrey,
  )
  prism(
    pen,
    rectangle(x + length * 0.018, beam * 0.06, x + length * 0.034, beam * 0.17),
    2.5,
    materials.steelGrey,
  )
  if (!detail) return
  prism(pen, disc(x + length * 0.01, 0, 0.7, 8), 12, materials.steelWhite)
  for (const y of [-0.26, 0.26]) fill(pen, disc(x + length * 0.012, beam * y, 0.8, 8), materials.dark)
}

/** A deck crane on its pedestal, jib stowed towards `aimDeg` (from forward to starboard). */
export function deckCrane(
  deck: Deck,
  x: number,
  aimDeg: number,
  reach: number,
  paint: Material,
  height = 16,
  y = 0,
): void {
  const { pen } = deck
  prism(pen, disc(x, y, Math.max(1.4, deck.beam * 0.055), 10), height, shaded(paint, 0.9))
  const jib = partOf(pen, x, y, aimDeg)
  prism(jib, rectangle(-3, -1.5, 3, 1.5), height + 2, paint, height - 4)
  prism(jib, rectangle(0, -0.8, reach, 0.8), height, paint, height - 1.6)
}
