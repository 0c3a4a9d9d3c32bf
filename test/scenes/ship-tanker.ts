import { materials, shaded } from './materials.ts'
import { disc, fill, prism, rectangle } from './pen.ts'
import { deckCrane, deckhouse, forecastle, type Deck } from './ship-deck.ts'

/** Oil and chemical tankers: a clear deck, the pipe rack along the middle, manifold and hose cranes amidships. */
export function drawTankerDeck(deck: Deck): void {
  const { pen, length, beam, random, detail, colour } = deck
  const aft = -length / 2
  const start = aft + length * 0.17
  const end = length / 2 - length * 0.1
  const frames = Math.round((end - start) / 5.4)
  for (let i = 0; i <= frames; i++) {
    const x = start + ((end - start) * i) / frames
    fill(
      pen,
      rectangle(x - 0.25, -beam * 0.44, x + 0.25, beam * 0.44),
      shaded(colour, i % 4 === 0 ? 0.62 : 1.22),
      0.5,
    )
  }
  for (const y of [-0.1, -0.05, 0, 0.05, 0.1])
    fill(pen, rectangle(start, beam * y - 0.4, end, beam * y + 0.4), materials.pipe, 0.85)
  prism(pen, rectangle(start, beam * 0.125, end, beam * 0.16), 2.5, shaded(colour, 1.5))
  for (const share of [0.2, 0.36, 0.64, 0.8]) {
    const x = start + (end - start) * share
    fill(pen, rectangle(x - 0.5, -beam * 0.36, x + 0.5, beam * 0.36), materials.pipe, 0.7)
  }
  const middle = (start + end) / 2
  for (let k = -3; k <= 3; k++)
    fill(
      pen,
      rectangle(middle + k * 2.6 - 0.5, -beam * 0.42, middle + k * 2.6 + 0.5, beam * 0.42),
      materials.pipe,
      0.9,
    )
  for (const side of [-1, 1]) {
    prism(
      pen,
      rectangle(middle - 9, side * beam * 0.43 - 1, middle + 9, side * beam * 0.43 + 1),
      2,
      materials.deckGrey,
    )
    if (detail)
      for (let x = start + 8; x < end; x += (end - start) / 6)
        fill(pen, disc(x, side * beam * 0.29, 1.6, 10), shaded(colour, 1.5))
  }
  if (random.next() < 0.5 && length > 150) {
    const x = end - 14
    fill(pen, disc(x, 0, Math.min(10, beam * 0.26), 22), materials.deckGreen, 0.8)
    fill(pen, disc(x, 0, Math.min(7, beam * 0.18), 20), materials.craneYellow, 0.5)
  }
  deckCrane(deck, middle + 14, 176, 15, materials.craneWhite, 13, beam * 0.13)
  forecastle(deck)
  deckhouse(deck, aft + length * 0.065, aft + length * 0.145, length > 150 ? 25 : 17)
}

/** Gas carriers: spherical tanks under domes, or a long trunk over prismatic ones. */
export function drawGasDeck(deck: Deck): void {
  const { pen, length, beam, random } = deck
  const aft = -length / 2
  const start = aft + length * 0.2
  const end = length / 2 - length * 0.1
  if (length > 230 && random.next() < 0.7) {
    const domes = 4
    const pitch = (end - start) / domes
    const radius = Math.min(pitch * 0.47, beam * 0.44)
    const [cx, cy] = pen.cast
    const reach = Math.hypot(cx, cy)
    for (let i = 0; i < domes; i++) {
      const x = start + pitch * (i + 0.5)
      prism(pen, disc(x, 0, radius, 32), 14, shaded(materials.tankDome, 0.74))
      // The side towards the sun is brighter: smaller discs, moved sunwards, make the sphere round.
      for (let k = 1; k <= 6; k++) {
        const shift = (k / 6) * radius * 0.34
        fill(
          pen,
          disc(x - (cx / reach) * shift, -(cy / reach) * shift, radius * (1 - k * 0.135), 26),
          shaded(materials.tankDome, 0.74 + k * 0.07),
          0.6,
        )
      }
      fill(pen, disc(x, 0, radius * 0.12, 10), materials.pipe)
    }
    prism(pen, rectangle(start, -1.6, end, 1.6), 20, materials.pipe, 18)
  } else {
    prism(pen, rectangle(start, -beam * 0.33, end, beam * 0.33), 7, shaded(deck.colour, 1.15))
    fill(pen, rectangle(start, -beam * 0.32, end, beam * 0.32), materials.deckSand, 0.35)
    for (let i = 0; i < 4; i++) {
      const x = start + ((end - start) * (i + 0.75)) / 4
      prism(pen, rectangle(x - 4, -beam * 0.1, x + 4, beam * 0.1), 11, materials.tankDome)
      fill(
        pen,
        rectangle(x - (end - start) / 8 - 0.5, -beam * 0.33, x - (end - start) / 8 + 0.5, beam * 0.33),
        shaded(deck.colour, 0.6),
        0.8,
      )
    }
    for (const y of [-0.2, 0.2])
      fill(pen, rectangle(start, beam * y - 0.6, end, beam * y + 0.6), materials.pipe, 0.9)
  }
  forecastle(deck)
  deckhouse(deck, aft + length * 0.07, aft + length * 0.16, 27)
}
