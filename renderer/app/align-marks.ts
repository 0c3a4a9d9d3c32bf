import { translated } from '../../src/geodesy/translation.ts'
import type { AlignMarks } from '../map/map-contract.ts'
import type { Alignment } from '../state/alignment.ts'

const none: AlignMarks = { points: [], area: null }

/** What the map draws of an alignment: each thing where it lies on both scenes now. */
export function marksOf(alignment: Alignment | null): AlignMarks {
  if (alignment === null) return none
  const { pairs, half, shift, area } = alignment
  const drawn = (place: readonly [number, number]) => translated(place, shift.eastM, shift.northM)
  const points = pairs.map(({ onScene, onReference }) => ({ onReference, onScene: drawn(onScene) }))
  if (half === null) return { points, area }
  const first =
    half.side === 'A'
      ? { onReference: half.lonLat, onScene: null }
      : { onReference: null, onScene: drawn(half.lonLat) }
  return { points: [...points, first], area }
}
