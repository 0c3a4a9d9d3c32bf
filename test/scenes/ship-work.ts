import { drawJibCrane } from './buildings.ts'
import { materials, shaded } from './materials.ts'
import { disc, fill, partOf, prism, rectangle } from './pen.ts'
import { deckhouse, forecastle, type Deck } from './ship-deck.ts'

/** Tugs: low working deck aft with the towing gear, house forward of amidships, fenders all around the bow. */
export function drawTugDeck(deck: Deck): void {
  const { pen, length, beam } = deck
  fill(pen, rectangle(-length * 0.47, -beam * 0.3, -length * 0.16, beam * 0.3), materials.wood, 0.6)
  prism(pen, rectangle(-length * 0.2, -beam * 0.14, -length * 0.12, beam * 0.14), 2, materials.steelGrey)
  prism(
    pen,
    rectangle(-length * 0.12, -beam * 0.32, length * 0.26, beam * 0.32),
    5,
    shaded(materials.houseWhite, 0.85),
  )
  prism(pen, rectangle(length * 0.02, -beam * 0.22, length * 0.2, beam * 0.22), 10, materials.houseWhite)
  for (const y of [-0.24, 0.24])
    prism(
      pen,
      rectangle(-length * 0.1, beam * y - 0.7, -length * 0.03, beam * y + 0.7),
      9,
      materials.funnelRed,
    )
  fill(pen, disc(length * 0.36, 0, beam * 0.1, 8), materials.dark)
}

/** Suction dredgers: the hopper, its silt, the pipe along one side, house forward. */
export function drawDredgerDeck(deck: Deck): void {
  const { pen, length, beam } = deck
  prism(pen, rectangle(-length * 0.3, -beam * 0.34, length * 0.2, beam * 0.34), 3, materials.deckGrey)
  fill(pen, rectangle(-length * 0.28, -beam * 0.29, length * 0.18, beam * 0.29), {
    reflectance: [0.075, 0.115, 0.145, 0.09],
    radar: 0.02,
    grain: 0.1,
  })
  for (let i = 0; i < 6; i++) {
    const x = -length * 0.28 + (i + 1) * length * 0.065
    fill(pen, rectangle(x - 0.6, -beam * 0.32, x + 0.6, beam * 0.32), materials.deckRed)
  }
  fill(pen, rectangle(-length * 0.3, -0.8, length * 0.2, 0.8), materials.pipe)
  prism(pen, rectangle(-length * 0.34, beam * 0.4, length * 0.14, beam * 0.46), 4, materials.craneYellow)
  for (const x of [-0.3, -0.08, 0.12])
    prism(pen, rectangle(length * x, beam * 0.34, length * x + 3, beam * 0.49), 9, materials.craneYellow)
  prism(pen, rectangle(-length * 0.46, -beam * 0.36, -length * 0.35, beam * 0.36), 9, materials.houseWhite)
  deckhouse(deck, length * 0.25, length * 0.36, 18, 0.8, false)
  prism(pen, rectangle(-length * 0.43, -beam * 0.2, -length * 0.38, beam * 0.2), 14, materials.funnelBlue)
}

/** Flat barges with stone, sand or steel, and crane barges. */
export function drawBargeDeck(deck: Deck): void {
  const { pen, length, beam, random } = deck
  prism(pen, rectangle(-length * 0.4, -beam * 0.38, length * 0.4, beam * 0.38), 1.5, shaded(deck.colour, 0.8))
  const cargo = random.pick([materials.gravel, materials.sand, materials.rust])
  for (let i = 0; i < 5; i++) {
    const x = -length * 0.34 + i * length * 0.145
    fill(
      pen,
      disc(x + length * 0.06, 0, Math.min(beam * 0.34, length * 0.09), 14),
      shaded(cargo, random.between(0.8, 1.15)),
      0.85,
    )
  }
  prism(pen, rectangle(-length * 0.48, -beam * 0.2, -length * 0.42, beam * 0.2), 6, materials.houseWhite)
  if (beam > 25) drawJibCrane(partOf(pen, 0, 0, 0), length * 0.22, 0, 12, length * 0.7, materials.craneYellow)
}

/** Offshore and service ships: house forward, a long open deck aft. */
export function drawSupplyDeck(deck: Deck): void {
  const { pen, length, beam, random, detail } = deck
  fill(pen, rectangle(-length * 0.47, -beam * 0.39, length * 0.1, beam * 0.39), materials.wood, 0.75)
  for (let i = 0; i < (detail ? 16 : 8); i++) {
    const x = random.between(-0.44, 0.02) * length
    const y = random.between(-0.33, 0.25) * beam
    prism(
      pen,
      rectangle(x, y, x + random.between(2, 6.1), y + random.between(1.5, 2.6)),
      random.between(1, 3),
      random.pick([
        materials.boxBlue,
        materials.boxOrange,
        materials.boxWhite,
        materials.boxRed,
        materials.steelGrey,
      ]),
    )
  }
  for (const side of [-1, 1])
    fill(
      pen,
      rectangle(-length * 0.47, side * beam * 0.43 - 0.6, length * 0.12, side * beam * 0.43 + 0.6),
      materials.craneOrange,
      0.7,
    )
  deckhouse(deck, length * 0.13, length * 0.32, 17, 0.86, false)
  for (const y of [-0.32, 0.32])
    prism(
      pen,
      rectangle(length * 0.1, beam * y - 1.1, length * 0.14, beam * y + 1.1),
      13,
      materials.funnelRed,
    )
  if (length > 80) {
    prism(pen, disc(length * 0.4, 0, beam * 0.42, 24), 14, shaded(materials.deckGreen, 1.1), 12)
    fill(pen, disc(length * 0.4, 0, beam * 0.25, 20), materials.craneYellow, 0.45)
  }
}

/** A hull under construction: open holds, staging, sections missing, no paint. */
export function drawNewbuildDeck(deck: Deck): void {
  const { pen, length, beam, random } = deck
  const coats = [
    materials.primerRed,
    materials.primerGrey,
    materials.primerGreen,
    materials.rust,
    materials.primerRed,
  ]
  const parts = Math.round(length / 15)
  for (let i = 0; i < parts; i++) {
    const x = -length * 0.44 + (i * length * 0.84) / parts
    fill(
      pen,
      rectangle(x, -beam * 0.46, x + (length * 0.84) / parts, beam * 0.46),
      shaded(random.pick(coats), random.between(0.85, 1.15)),
      0.7,
    )
  }
  const holds = Math.max(4, Math.round(length / 32))
  for (let i = 0; i < holds; i++) {
    const x = -length * 0.3 + (i * length * 0.68) / holds
    if (random.next() < 0.2) continue
    fill(pen, rectangle(x, -beam * 0.28, x + (length * 0.68) / holds - 6, beam * 0.28), materials.dark, 0.8)
    fill(pen, rectangle(x + 2, -beam * 0.26, x + (length * 0.3) / holds, beam * 0.1), materials.hullRed, 0.5)
  }
  prism(pen, rectangle(-length * 0.44, -beam * 0.4, -length * 0.34, beam * 0.4), 15, materials.primerGrey)
  for (let i = 0; i < 14; i++) {
    const x = random.between(-0.45, 0.4) * length
    const y = random.between(-0.45, 0.4) * beam
    prism(
      pen,
      rectangle(x, y, x + random.between(2, 6), y + random.between(1, 3)),
      3,
      random.pick([materials.craneYellow, materials.boxBlue, materials.steelWhite, materials.wood]),
    )
  }
  forecastle(deck)
}
