import type { Hull } from './hull.ts'
import { intersectionOverUnion } from '../geodesy/overlap.ts'
import { beamsOf, lengthsOf, statedM } from './evidence.ts'

/** Hulls that cover each other so much are mostly one ship read twice. */
const covering = 0.5
/** A share of the sides that agree best is looked at: of the rest some are other ships at the same berth. */
const quantile = { share: 0.25, ofNormal: 0.319 }
/** What hands usually do, how many sides that knowledge is worth, and what is believed at most. */
const usual = { slip: 1, sides: 16 }
const range = { least: 0.6, most: 2.2 }

/**
 * By how many times their stated errors hulls were read apart on two dates, judged by those that lie at one place: one
 * hand draws by the pixel, another one slips, and what was carried forward is the same to the millimetre.
 */
export function slipBetween(from: readonly Hull[], to: readonly Hull[]): number {
  const offs = from.flatMap((a) => {
    const b = coveredMost(a, to)
    if (b === null || coveredMost(b, from) !== a) return []
    return [lengthsOf(a.sighting, b.sighting), beamsOf(a.sighting, b.sighting)].flatMap((sides) => {
      const [[one], [other]] = sides
      return one === null || other === null ? [] : [Math.abs(one - other) / Math.max(statedM(sides), 1e-3)]
    })
  })
  offs.sort((a, b) => a - b)
  const found = (offs[Math.floor(quantile.share * offs.length)] ?? 0) / quantile.ofNormal
  const seen = Math.log(within(found))
  return Math.exp((offs.length * seen + usual.sides * Math.log(usual.slip)) / (offs.length + usual.sides))
}

const within = (slip: number): number => Math.max(range.least, Math.min(range.most, slip))

function coveredMost(hull: Hull, others: readonly Hull[]): Hull | null {
  let best: { iou: number; hull: Hull } | null = null
  for (const other of others) {
    if (!isNear(hull, other)) continue
    const iou = intersectionOverUnion(hull.ring, other.ring)
    if (iou >= covering && iou > (best?.iou ?? 0)) best = { iou, hull: other }
  }
  return best?.hull ?? null
}

/** Spares most pairs the polygons: whether the centres lie within a length from south to north. */
function isNear({ sighting: a }: Hull, { sighting: b }: Hull): boolean {
  return Math.abs((a.lat ?? 0) - (b.lat ?? 0)) * 110_000 <= Math.max(a.length_m ?? 0, b.length_m ?? 0)
}
