import { z } from 'zod'
import { AbsenceResult } from '../domain/vocabulary.ts'
import { Uid } from '../domain/identifiers.ts'
import { carriedOutlines } from '../domain/origin.ts'
import { Place } from '../domain/place.ts'
import { Polygon } from '../domain/polygon.ts'
import { ScenePatch } from '../domain/scene.ts'
import { SightingPatch } from '../domain/sighting.ts'
import { VesselPatch } from '../domain/vessel.ts'

/** Degrees clockwise from true north, from stern to bow; null where bow and stern cannot be told apart. */
const Heading = z.number().min(0).lt(360).nullable()

/** Metres by which a scene may be drawn off at most; more is no misregistration. */
const ShiftM = z.number().min(-100_000).max(100_000)

const PlacePatch = Place.pick({ parent_uid: true, name: true, kind: true, notes: true, geom: true }).partial()

/** What an analyst can do to a project. Small, validated, and replayable; `plan` turns it into a change. */
export const Command = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sighting.draw'),
    uid: Uid,
    scene_uid: Uid,
    footprint: Polygon,
    heading_deg: Heading,
    patch: SightingPatch,
  }),
  /** The hull of another sighting seen again on a later scene; `vessel_uid` is for one that has no vessel yet. */
  z.strictObject({
    kind: z.literal('sighting.carry'),
    uid: Uid,
    from_uid: Uid,
    scene_uid: Uid,
    vessel_uid: Uid,
    footprint: Polygon,
    heading_deg: Heading,
    /** Found in the later picture, kept from the earlier one, or drawn anew. */
    outline: z.enum(carriedOutlines).optional(),
  }),
  z.strictObject({
    kind: z.literal('sighting.reshape'),
    uid: Uid,
    footprint: Polygon,
    heading_deg: Heading,
    /** The footprint that was on the screen; refused where the file has another by now. */
    seen: Polygon.optional(),
  }),
  z.strictObject({
    kind: z.literal('sighting.revise'),
    uids: z.array(Uid).min(1).max(5_000),
    patch: SightingPatch,
    /** Of a single record: what the fields of the patch held on the screen; refused where they hold else by now. */
    seen: SightingPatch.optional(),
  }),
  z.strictObject({ kind: z.literal('sighting.remove'), uids: z.array(Uid).min(1).max(5_000) }),
  /** Moves footprints by metres on the ground, as a scene's shift would. */
  z.strictObject({
    kind: z.literal('sighting.move'),
    uids: z.array(Uid).min(1).max(5_000),
    east_m: ShiftM,
    north_m: ShiftM,
  }),
  /** Turns footprints, each about its own centre, clockwise. */
  z.strictObject({
    kind: z.literal('sighting.turn'),
    uids: z.array(Uid).min(1).max(5_000),
    degrees: z.number().min(-360).max(360),
  }),
  /** The same outlines and labels on another scene, as sightings of their own. */
  z.strictObject({
    kind: z.literal('sighting.copy'),
    scene_uid: Uid,
    copies: z
      .array(z.strictObject({ uid: Uid, from_uid: Uid }))
      .min(1)
      .max(5_000),
  }),
  /** Several sightings of one vessel on one scene become the first of them; the others go. */
  z.strictObject({ kind: z.literal('sighting.merge'), uids: z.array(Uid).min(2).max(100) }),
  /** Both are one vessel: the one that either carries, else a new one of this uid without a name. */
  z.strictObject({ kind: z.literal('sighting.link'), uids: z.tuple([Uid, Uid]), vessel_uid: Uid }),
  /** They are two vessels; each that has none of its own is given a new one without a name. */
  z.strictObject({
    kind: z.literal('sighting.part'),
    uids: z.tuple([Uid, Uid]),
    vessel_uids: z.tuple([Uid, Uid]),
  }),
  /** Its vessel is not on another scene, or it cannot be told; `vessel_uid` is for a sighting that has none. */
  z.strictObject({
    kind: z.literal('sighting.absent'),
    uid: Uid,
    scene_uid: Uid,
    absence_uid: Uid,
    vessel_uid: Uid,
    result: AbsenceResult,
    reason: z.string().max(2_000).nullable(),
  }),
  z.strictObject({
    kind: z.literal('vessel.create'),
    uid: Uid,
    patch: VesselPatch,
    /** Sightings that are given this vessel in the same step. */
    sighting_uids: z.array(Uid).max(5_000),
  }),
  z.strictObject({
    kind: z.literal('vessel.revise'),
    uid: Uid,
    patch: VesselPatch,
    seen: VesselPatch.optional(),
  }),
  /** Removes the vessel and leaves its sightings without one. */
  z.strictObject({ kind: z.literal('vessel.remove'), uid: Uid }),
  z.strictObject({
    kind: z.literal('scene.revise'),
    uid: Uid,
    patch: ScenePatch,
    seen: ScenePatch.optional(),
  }),
  /**
   * Takes the scene out of the project; the file on disk stays. Refused while sightings lie on it, unless they go
   * to another scene with the same content.
   */
  z.strictObject({ kind: z.literal('scene.remove'), uid: Uid, into: Uid.optional() }),
  /** Draws the scene so many metres east and north of where its file says, as it was laid over a reference scene. */
  z.strictObject({
    kind: z.literal('scene.shift'),
    uid: Uid,
    reference_uid: Uid.nullable(),
    shift_east_m: ShiftM,
    shift_north_m: ShiftM,
    residual_m: z.number().nonnegative().max(100_000).nullable(),
    by: z.enum(['automatic', 'manual']),
    /** Moves the footprints that were drawn on the scene along; without it they stay. */
    move_sightings: z.boolean().optional(),
  }),
  /** Draws the scene where its file says. */
  z.strictObject({ kind: z.literal('scene.unshift'), uid: Uid, move_sightings: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('place.draw'),
    uid: Uid,
    area: Polygon,
    patch: Place.pick({ parent_uid: true, name: true, kind: true, notes: true }).partial(),
  }),
  z.strictObject({
    kind: z.literal('place.revise'),
    uid: Uid,
    patch: PlacePatch,
    seen: PlacePatch.optional(),
  }),
  z.strictObject({ kind: z.literal('place.remove'), uid: Uid }),
  z.strictObject({
    kind: z.literal('absence.record'),
    uid: Uid,
    scene_uid: Uid,
    vessel_uid: Uid.nullable(),
    place_uid: Uid.nullable(),
    result: AbsenceResult,
    reason: z.string().max(2_000).nullable(),
  }),
  z.strictObject({ kind: z.literal('absence.remove'), uid: Uid }),
])
export type Command = z.infer<typeof Command>
export type CommandKind = Command['kind']
