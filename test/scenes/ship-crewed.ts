import { hullOutline } from './hull-outline.ts'
import { materials, shaded } from './materials.ts'
import { disc, fill, prism, rectangle } from './pen.ts'
import { deckCrane, type Deck } from './ship-deck.ts'

/** Warships and patrol ships: stepped house amidships, gun forward, flight deck aft. */
export function drawNavalDeck(deck: Deck): void {
  const { pen, length, beam, colour, detail, form } = deck
  fill(pen, hullOutline(form, length * 0.97, beam * 0.9), shaded(colour, 0.86))
  fill(
    pen,
    rectangle(-length * 0.48, -beam * 0.4, -length * 0.27, beam * 0.4),
    shaded(materials.deckGrey, 0.82),
  )
  const spot: [number, number] = [-length * 0.37, 0]
  fill(pen, disc(spot[0], 0, beam * 0.31, 24), materials.steelWhite, 0.55)
  fill(pen, disc(spot[0], 0, beam * 0.27, 24), shaded(materials.deckGrey, 0.82))
  if (detail) fill(pen, rectangle(-length * 0.47, -0.3, -length * 0.28, 0.3), materials.steelWhite, 0.7)
  prism(pen, rectangle(-length * 0.26, -beam * 0.38, -length * 0.1, beam * 0.38), 8, shaded(colour, 1.05))
  prism(pen, rectangle(-length * 0.12, -beam * 0.25, length * 0.06, beam * 0.25), 6, shaded(colour, 0.95))
  prism(pen, rectangle(-length * 0.06, -beam * 0.16, length * 0.0, beam * 0.16), 14, shaded(colour, 0.8))
  prism(pen, rectangle(length * 0.05, -beam * 0.42, length * 0.2, beam * 0.42), 11, shaded(colour, 1.12))
  prism(pen, rectangle(length * 0.08, -beam * 0.24, length * 0.15, beam * 0.24), 19, shaded(colour, 1.2))
  prism(pen, rectangle(length * 0.1, -1, length * 0.11, 1), 28, colour)
  fill(pen, rectangle(length * 0.21, -beam * 0.2, length * 0.27, beam * 0.2), shaded(colour, 0.7))
  prism(pen, disc(length * 0.32, 0, Math.max(1.4, beam * 0.11), 12), 4, shaded(colour, 1.1))
  prism(pen, rectangle(length * 0.32, -0.35, length * 0.37, 0.35), 3, colour)
}

/** Submarines on the surface: a narrow dark back, the sail forward of amidships. */
export function drawSubmarine(deck: Deck): void {
  const { pen, length, beam } = deck
  fill(pen, hullOutline(deck.form, length * 0.86, beam * 0.45), shaded(materials.hullDark, 1.5))
  prism(pen, rectangle(length * 0.06, -beam * 0.12, length * 0.19, beam * 0.12), 6, materials.hullDark)
}

/** Ferries and cruise ships: white from end to end, boats along the sides, funnel aft, pool or car deck. */
export function drawFerryDeck(deck: Deck): void {
  const { pen, length, beam, random, form } = deck
  const tiers = length > 150 ? 4 : 2
  for (let t = 0; t < tiers; t++) {
    const share = 0.9 - 0.09 * t
    const ring = hullOutline(form, length * share, beam * (0.97 - 0.06 * t)).map(
      ([x, y]) => [x - length * 0.025, y] as const,
    )
    prism(pen, ring, 4 + 4 * t, shaded(materials.houseWhite, 0.82 + 0.06 * t))
  }
  fill(
    pen,
    rectangle(-length * 0.42, -beam * 0.36, -length * 0.2, beam * 0.36),
    random.pick([materials.deckGreen, materials.deckSand, materials.deckBlue]),
    0.8,
  )
  for (let i = 0; i < 5; i++)
    for (const side of [-1, 1])
      prism(
        pen,
        rectangle(
          -length * 0.2 + i * length * 0.085,
          side * beam * 0.43 - 1.2,
          -length * 0.2 + i * length * 0.085 + length * 0.05,
          side * beam * 0.43 + 1.2,
        ),
        12,
        materials.craneOrange,
      )
  prism(
    pen,
    rectangle(-length * 0.18, -beam * 0.15, -length * 0.09, beam * 0.15),
    6 + 5 * tiers,
    random.pick([materials.funnelBlue, materials.funnelRed]),
  )
  prism(
    pen,
    rectangle(length * 0.24, -beam * 0.48, length * 0.29, beam * 0.48),
    6 + 4 * tiers,
    materials.houseWhite,
  )
  fill(pen, rectangle(0, -beam * 0.2, length * 0.18, beam * 0.2), materials.deckSand, 0.6)
}

/** Fishing boats: house aft or forward, gear and holds amidships. */
export function drawFishingDeck(deck: Deck): void {
  const { pen, length, beam, random } = deck
  prism(pen, rectangle(-length * 0.42, -beam * 0.32, -length * 0.16, beam * 0.32), 6, materials.houseWhite)
  fill(
    pen,
    rectangle(-length * 0.1, -beam * 0.3, length * 0.25, beam * 0.3),
    random.pick([materials.wood, materials.deckGreen, materials.deckBlue]),
    0.8,
  )
  for (let i = 0; i < 3; i++)
    prism(
      pen,
      rectangle(
        -length * 0.08 + i * length * 0.11,
        -beam * 0.2,
        -length * 0.02 + i * length * 0.11,
        beam * 0.2,
      ),
      1.2,
      materials.hatchGrey,
    )
  deckCrane(deck, -length * 0.14, 0, length * 0.3, materials.craneOrange, 8)
}
