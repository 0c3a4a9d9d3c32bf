import { hullOutline } from './hull-outline.ts'
import { materials, shaded, type Material } from './materials.ts'
import { disc, fill, prism, rectangle } from './pen.ts'
import { deckCrane, deckhouse, forecastle, type Deck } from './ship-deck.ts'

/** One hatch: coaming, cover in two or more panels, and the gap between them. */
function hatch(
  { pen, detail }: Deck,
  x0: number,
  x1: number,
  half: number,
  paint: Material,
  fold: 'side' | 'end',
  height = 3,
): void {
  prism(pen, rectangle(x0, -half, x1, half), height, shaded(paint, 0.82))
  fill(pen, rectangle(x0 + 0.7, -half + 0.7, x1 - 0.7, half - 0.7), paint)
  if (fold === 'side') fill(pen, rectangle(x0, -0.35, x1, 0.35), shaded(paint, 0.5), 0.8)
  else {
    const panels = Math.max(2, Math.round((x1 - x0) / 7))
    for (let i = 1; i < panels; i++) {
      const x = x0 + ((x1 - x0) * i) / panels
      fill(pen, rectangle(x - 0.3, -half, x + 0.3, half), shaded(paint, 0.55), 0.7)
    }
  }
  if (!detail) return
  for (let k = 1; k < 5; k++) {
    const x = x0 + ((x1 - x0) * k) / 5
    fill(pen, rectangle(x - 0.15, -half + 1, x + 0.15, half - 1), shaded(paint, 1.2), 0.6)
  }
}

const hatchPaints = [materials.hatchGrey, materials.hatchRed, materials.hatchGreen, materials.hatchBuff]

/** Bulk carriers: five to nine side-rolling hatches, gear on the smaller ones, everything else aft. */
export function drawBulkDeck(deck: Deck): void {
  const { pen, length, beam, random, detail } = deck
  const aft = -length / 2
  const house = aft + length * 0.055
  const holds = length > 260 ? 9 : length > 205 ? 7 : 5
  const geared = length < 205
  const first = aft + length * 0.165
  const last = length / 2 - length * 0.095
  const pitch = (last - first) / holds
  const paint = random.pick(hatchPaints)
  const crane = random.pick([materials.craneYellow, materials.craneWhite, materials.craneOrange])
  for (let i = 0; i < holds; i++) {
    const x0 = first + pitch * i + pitch * 0.13
    const half = beam * (i === holds - 1 ? 0.2 : 0.27)
    hatch(deck, x0, x0 + pitch * 0.7, half, shaded(paint, random.between(0.93, 1.06)), 'side')
    if (detail)
      for (const side of [-1, 1])
        fill(
          pen,
          rectangle(x0, side * beam * 0.41 - 0.25, x0 + pitch, side * beam * 0.41 + 0.25),
          materials.pipe,
          0.8,
        )
  }
  forecastle(deck)
  if (geared)
    for (let i = 1; i < holds; i++)
      deckCrane(deck, first + pitch * i - pitch * 0.02, random.next() < 0.5 ? 4 : -4, pitch * 0.8, crane, 15)
  deckhouse(deck, house, house + length * 0.085, 23)
}

/** General cargo: two to four hatches, cranes on one side, house aft. */
export function drawGeneralDeck(deck: Deck): void {
  const { length, beam, random } = deck
  const aft = -length / 2
  const holds = length > 150 ? 4 : length > 110 ? 3 : 2
  const first = aft + length * 0.19
  const last = length / 2 - length * 0.12
  const pitch = (last - first) / holds
  const paint = random.pick([materials.hatchGreen, materials.hatchBuff, materials.hatchGrey])
  for (let i = 0; i < holds; i++)
    hatch(
      deck,
      first + pitch * i + pitch * 0.07,
      first + pitch * i + pitch * 0.88,
      beam * 0.37,
      paint,
      'end',
      4,
    )
  const crane = random.pick([materials.craneYellow, materials.craneOrange, materials.craneWhite])
  forecastle(deck, 0.09)
  for (let i = 1; i < holds; i++)
    deckCrane(
      deck,
      first + pitch * i - pitch * 0.03,
      i % 2 === 0 ? 176 : 3,
      pitch * 0.78,
      crane,
      18,
      -beam * 0.4,
    )
  deckhouse(deck, aft + length * 0.045, aft + length * 0.15, 20)
}

const boxes: readonly Material[] = [
  materials.boxBlue,
  materials.boxBlue,
  materials.boxRed,
  materials.boxRed,
  materials.boxBrown,
  materials.boxGreen,
  materials.boxOrange,
  materials.boxWhite,
  materials.boxGrey,
  materials.boxTeal,
]

/** Container ships: bays of boxes in uneven stacks, bridge a third from aft. */
export function drawContainerDeck(deck: Deck): void {
  const { pen, length, beam, random, detail, form } = deck
  const aft = -length / 2
  const rows = Math.max(6, Math.round(beam / 2.55) - 1)
  const wide = (beam * 0.95) / rows
  const bridge = aft + length * (length > 300 ? 0.3 : 0.2)
  const bay = 13.4
  const taken = random.between(0.72, 0.94)
  for (let x = aft + length * 0.035; x + bay < length / 2 - length * 0.095; x += bay + 1.7) {
    if (x < bridge + 15 && x + bay > bridge - 3) continue
    const s = (x + bay - aft) / length
    const narrow = s > 0.8 ? Math.max(0.35, 1 - (s - 0.8) * 3.4) : x < aft + length * 0.06 ? 0.86 : 1
    const across = Math.max(3, Math.floor(rows * narrow))
    prism(pen, rectangle(x, -(across * wide) / 2, x + bay, (across * wide) / 2), 2, materials.hatchGrey)
    if (random.next() > taken) continue
    const tall = 4 + random.index(4)
    const theme = random.pick(boxes)
    const stacks = Array.from({ length: across }, (_, r) => ({
      r,
      high: (tall - random.index(random.next() < 0.3 ? 3 : 2)) * 2.6,
      paint: random.next() < 0.4 ? theme : random.pick(boxes),
      halves: random.next() < 0.3,
      other: random.pick(boxes),
    }))
    for (const { r, high, paint, halves, other } of stacks.sort((a, b) => a.high - b.high)) {
      const y = (r - across / 2) * wide
      const end = halves ? x + bay / 2 : x + bay
      prism(
        pen,
        rectangle(x, y + 0.06, end, y + wide - 0.06),
        high,
        shaded(paint, random.between(0.85, 1.15)),
      )
      if (halves)
        prism(
          pen,
          rectangle(end + 0.1, y + 0.06, x + bay, y + wide - 0.06),
          high,
          shaded(other, random.between(0.85, 1.15)),
        )
      if (detail) fill(pen, rectangle(x, y, x + bay, y + 0.3), materials.dark, 0.6)
    }
  }
  if (length > 300) {
    deckhouse({ ...deck, random }, bridge, bridge + 12, 34, 0.9, false)
    prism(
      pen,
      rectangle(aft + length * 0.16, -beam * 0.12, aft + length * 0.19, beam * 0.12),
      32,
      random.pick([materials.funnelBlue, materials.funnelRed]),
    )
  } else deckhouse(deck, bridge, bridge + 13, 31, 0.92)
  fill(
    pen,
    hullOutline(form, length * 0.08, beam * 0.3).map(([x, y]) => [x + length * 0.46, y] as const),
    materials.deckGrey,
    0.2,
  )
  forecastle(deck, 0.08)
}

/** Vehicle and ro-ro carriers: a box with a flat, ventilated roof, the bridge right forward, the ramp aft. */
export function drawVehicleDeck(deck: Deck): void {
  const { pen, length, beam, random, form } = deck
  const roof = shaded(random.pick([materials.roofWhite, materials.deckSand, materials.roofGrey]), 1)
  prism(
    pen,
    hullOutline(form, length * 0.955, beam * 0.985).map(([x, y]) => [x - length * 0.012, y] as const),
    20,
    shaded(materials.houseWhite, 0.9),
  )
  fill(
    pen,
    hullOutline(form, length * 0.94, beam * 0.93).map(([x, y]) => [x - length * 0.012, y] as const),
    roof,
  )
  for (let i = 0; i < 11; i++)
    for (const side of [-1, 1]) {
      const x = -length * 0.42 + i * length * 0.07
      prism(
        pen,
        rectangle(x, side * beam * 0.36 - 1.6, x + 4.5, side * beam * 0.36 + 1.6),
        23,
        materials.houseWhite,
      )
    }
  for (let i = 0; i < 5; i++)
    fill(
      pen,
      rectangle(
        -length * 0.4 + i * length * 0.15,
        -beam * 0.3,
        -length * 0.398 + i * length * 0.15 + 0.4,
        beam * 0.3,
      ),
      shaded(roof, 0.7),
      0.7,
    )
  prism(pen, rectangle(length * 0.33, -beam * 0.49, length * 0.375, beam * 0.49), 27, materials.houseWhite)
  prism(pen, rectangle(length * 0.29, -beam * 0.3, length * 0.345, beam * 0.3), 26, materials.houseCream)
  fill(pen, disc(length * 0.2, 0, beam * 0.2, 20), shaded(roof, 0.8), 0.6)
  prism(
    pen,
    rectangle(-length * 0.33, -beam * 0.13, -length * 0.28, beam * 0.13),
    29,
    random.pick([materials.funnelBlue, materials.funnelRed]),
  )
  prism(pen, rectangle(-length * 0.49, beam * 0.12, -length * 0.44, beam * 0.4), 15, materials.deckGrey)
}
