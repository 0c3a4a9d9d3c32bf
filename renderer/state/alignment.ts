import type { ShiftProposal } from '../../src/contract/coregistration.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { LonLat, Polygon } from '../../src/domain/polygon.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import type { Scene } from '../../src/domain/scene.ts'
import { localFrame } from '../../src/geodesy/ellipsoid.ts'
import {
  fitTranslation,
  residualOfPairsM,
  translated,
  type PickedPair,
  type Translation,
} from '../../src/geodesy/translation.ts'

/** Metres east and north that are added to where a scene's file says that it lies. */
export type Shift = Translation

/**
 * How the shift that is tried came about; `stored`: it is the one that the project has; `rough`: by a match that is no
 * more than a start for the hand.
 */
export type ShiftSource = 'stored' | 'points' | 'hand' | 'automatic' | 'rough'

/** The laying of a scene (B) over a reference scene (A), while it is tried: nothing is in the project yet. */
export interface Alignment {
  readonly scene: Uid
  readonly reference: Uid
  /** What the map shows now. */
  readonly shift: Shift
  /** What the project has. */
  readonly stored: Shift
  readonly source: ShiftSource
  /** The same things on both scenes; `onScene` where the file says that they lie. */
  readonly pairs: readonly PickedPair[]
  /** The first click of a pair. */
  readonly half: { readonly side: 'A' | 'B'; readonly lonLat: LonLat } | null
  /** Only what lies inside is compared automatically; null: all that both scenes show. */
  readonly area: Polygon | null
  /** The match that was found last, and why none was. */
  readonly found: ShiftProposal | null
  readonly refusal: ProblemReport | null
  readonly searching: boolean
  /** What was kept, and the sightings that stayed where they were. */
  readonly kept: { readonly moved: Shift; readonly sightings: readonly Uid[] } | null
}

export const noShift: Shift = { eastM: 0, northM: 0 }

export function storedShift(scene: Pick<Scene, 'shift_east_m' | 'shift_north_m'>): Shift {
  return { eastM: scene.shift_east_m ?? 0, northM: scene.shift_north_m ?? 0 }
}

/** An alignment that begins where the project has the scene. */
export function beginAlignment(scene: Scene, reference: Uid): Alignment {
  const stored = storedShift(scene)
  return {
    scene: scene.uid,
    reference,
    shift: stored,
    stored,
    source: 'stored',
    pairs: [],
    half: null,
    area: null,
    found: null,
    refusal: null,
    searching: false,
    kept: null,
  }
}

/** A click on one side: the first half of a pair, or its second, by which the shift is fitted anew. */
export function withPick(now: Alignment, side: 'A' | 'B', lonLat: LonLat): Alignment {
  // A thing on the scene is kept where the file has it, so that it stays the same thing under any shift.
  const place = side === 'A' ? lonLat : translated(lonLat, -now.shift.eastM, -now.shift.northM)
  const { half } = now
  if (half === null || half.side === side) return { ...now, half: { side, lonLat: place }, kept: null }
  const pair =
    side === 'A' ? { onScene: half.lonLat, onReference: place } : { onScene: place, onReference: half.lonLat }
  return fitted({ ...now, half: null }, [...now.pairs, pair])
}

export function withoutPair(now: Alignment, at: number): Alignment {
  return fitted(
    now,
    now.pairs.filter((_, index) => index !== at),
  )
}

function fitted(now: Alignment, pairs: readonly PickedPair[]): Alignment {
  const fit = fitTranslation(pairs)
  if (fit === null) return { ...now, pairs, shift: now.stored, source: 'stored', kept: null }
  return { ...now, pairs, shift: fit, source: 'points', kept: null }
}

/** The picture taken at one place and put down at another. */
export function withDrag(now: Alignment, before: Shift, from: LonLat, to: LonLat): Alignment {
  const [east, north] = localFrame(from).toPlane(to)
  const shift = { eastM: before.eastM + east, northM: before.northM + north }
  return { ...now, shift, source: 'hand', kept: null }
}

/**
 * The picture moved on the screen.
 * @param right, down screen pixels
 * @param northDeg where true north points, clockwise from the top of the screen
 */
export function withNudge(
  now: Alignment,
  [right, down]: readonly [number, number],
  { metresPerPixel, northDeg }: { readonly metresPerPixel: number; readonly northDeg: number },
): Alignment {
  const turn = (northDeg * Math.PI) / 180
  const east = (right * Math.cos(turn) + down * Math.sin(turn)) * metresPerPixel
  const north = (right * Math.sin(turn) - down * Math.cos(turn)) * metresPerPixel
  const shift = { eastM: now.shift.eastM + east, northM: now.shift.northM + north }
  return { ...now, shift, source: 'hand', kept: null }
}

/** The residual that the shift would be kept with: of the match, or of two pairs at least; null where none is known. */
export function residualM(now: Alignment): number | null {
  if (now.source === 'stored') return null
  if (now.source === 'automatic') return now.found?.residual_m ?? null
  return residualOfPairsM(now.pairs, now.shift)
}

export const lengthM = ({ eastM, northM }: Shift): number => Math.hypot(eastM, northM)

export const minus = (a: Shift, b: Shift): Shift => ({
  eastM: a.eastM - b.eastM,
  northM: a.northM - b.northM,
})
