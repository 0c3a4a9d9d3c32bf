import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import { Instant } from '../domain/time.ts'

const Side = z.strictObject({ scene_uid: Uid, acquired_at: Instant.nullable() })
export type Side = z.infer<typeof Side>

/** Two sightings held to be one vessel. `shift_m` between the centres, `turned_deg` between the axes. */
export const Pairing = z.strictObject({
  from_uid: Uid,
  to_uid: Uid,
  iou: z.number(),
  shift_m: z.number(),
  turned_deg: z.number(),
})
export type Pairing = z.infer<typeof Pairing>

/**
 * Why a hull could not be seen in the other scene: it lies beyond its outline, where it has no data, under cloud, an
 * analyst recorded that it could not be told, or a scene or the sighting has no place on the ground; along many scenes
 * also: nobody drew anything on that scene yet.
 */
export const UnseenReason = z.enum(['beyond', 'no_data', 'cloud', 'recorded', 'not_placed', 'not_searched'])
export type UnseenReason = z.infer<typeof UnseenReason>

/** A sighting of which the other scene, `scene_uid`, says nothing. */
export const Unseen = z.strictObject({ uid: Uid, scene_uid: Uid, reason: UnseenReason })
export type Unseen = z.infer<typeof Unseen>

/** What was asked of a scene's file: whether its pixels could be read, and whether a cloud mask lies in or beside it. */
export const Coverage = z.strictObject({ pixels_read: z.boolean(), cloud_mask: z.boolean() })
export type Coverage = z.infer<typeof Coverage>

/**
 * Two sightings of which it is unclear whether they are one ship; `chance` that they are, 0 to 1. Above 0.5 they stand
 * among those that stayed or moved, below among those that departed and arrived.
 */
export const Unclear = z.strictObject({ from_uid: Uid, to_uid: Uid, chance: z.number() })
export type Unclear = z.infer<typeof Unclear>

/** What changed between two scenes; the document that `compare --json` prints. */
export const Comparison = z.strictObject({
  from: Side,
  to: Side,
  /** West, south, east, north of what lies in both scenes; null where nothing does. */
  overlap_wgs84: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  stayed: z.array(Pairing),
  moved: z.array(Pairing),
  arrived: z.array(Uid),
  departed: z.array(Uid),
  /** What only one of the scenes could show: neither arrived nor departed. `unseen` says why, in the same order. */
  outside: z.array(Uid),
  unseen: z.array(Unseen),
  /** Pairs that could be read otherwise; all of them stand in the lists above as well. */
  unclear: z.array(Unclear),
  coverage: z.strictObject({ from: Coverage, to: Coverage }),
})
export type Comparison = z.infer<typeof Comparison>

/** The unclear pair that a sighting belongs to; undefined where nothing about it is unclear. */
export const doubtAbout = ({ unclear }: Pick<Comparison, 'unclear'>, uid: string): Unclear | undefined =>
  unclear.find(({ from_uid, to_uid }) => from_uid === uid || to_uid === uid)

/** Whether the second scene was taken before the first: what "arrived" is then what was gone later. */
export const isBackwards = ({ from, to }: Pick<Comparison, 'from' | 'to'>): boolean =>
  from.acquired_at !== null && to.acquired_at !== null && to.acquired_at < from.acquired_at
