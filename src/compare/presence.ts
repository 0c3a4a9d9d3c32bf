import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import type { Ring } from '../domain/polygon.ts'
import { byAcquisition } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { Instant } from '../domain/time.ts'
import { ringContains } from '../geodesy/overlap.ts'
import { unseenReason, type SceneSeen } from './changes.ts'
import { Coverage, UnseenReason } from './comparison.ts'
import { bondOf, centreOf, hullsOf, worthOf, type Hull } from './hull.ts'
import { matchHulls } from './match.ts'
import { slipBetween } from './slip.ts'

/** What one scene says of one vessel: seen, looked and not there, or nothing (with the reason). */
export const Presence = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present'), sighting_uid: Uid }),
  z.strictObject({ state: z.literal('absent') }),
  z.strictObject({ state: z.literal('unseen'), reason: UnseenReason }),
])
export type Presence = z.infer<typeof Presence>

/** A vessel, named or not, along the scenes. */
export const Stay = z.strictObject({
  vessel_uid: Uid.nullable(),
  /** One for each scene, in their order. */
  scenes: z.array(Presence),
  /** Acquisition times of the first and the last scene on which it is seen. */
  first_seen: Instant.nullable(),
  last_seen: Instant.nullable(),
  /** Runs of scenes between these on which it was looked for and not there, by their places in the list. */
  gaps: z.array(z.strictObject({ from: z.int(), to: z.int() })),
})
export type Stay = z.infer<typeof Stay>

/** Who was where along all scenes of a place; `place_uid` null: everywhere. */
export const Occupancy = z.strictObject({
  place_uid: Uid.nullable(),
  scenes: z.array(z.strictObject({ scene_uid: Uid, acquired_at: Instant.nullable(), coverage: Coverage })),
  stays: z.array(Stay),
})
export type Occupancy = z.infer<typeof Occupancy>

/** A vessel that is followed from scene to scene. */
interface Track {
  readonly vessel: Uid | null
  readonly seen: Map<number, Sighting>
  last: Hull
}

/**
 * Follows vessels along scenes in the order of their times. A sighting joins the vessel it carries, whatever lies
 * between; else the best assignment overall to where the vessels were seen last, as between two scenes. An unnamed hull
 * that was looked for in vain is not taken up again: what comes back later may be another one. A scene without any
 * sighting or absence was not looked at yet, and says nothing.
 *
 * @param area only sightings whose centre lies in it count; null: all
 * @param seen the scenes with their sightings, absences and what hides places on them: `cover.hidden` of each scene must
 *   speak of the sightings of all others
 */
export function occupancyOf(place_uid: Uid | null, area: Ring | null, seen: readonly SceneSeen[]): Occupancy {
  const inArea = (sighting: Sighting): boolean => area === null || ringContains(area, centreOf(sighting))
  const scenes = [...seen].sort((a, b) => byAcquisition(a.scene, b.scene))
  const why = reasonsBetween(scenes)
  const tracks: Track[] = []
  scenes.forEach((scene, index) => {
    const hulls = hullsOf(scene.sightings.filter(inArea), scene.looks)
    const gone = new Set(
      (scene.absences ?? []).flatMap(({ result, vessel_uid }) => (result === 'not_seen' ? [vessel_uid] : [])),
    )
    const open = tracks.filter((track) => track.vessel !== null || isOpen(track, index, why))
    const slip = slipBetween(
      open.map(({ last }) => last),
      hulls,
    )
    const worth = (track: Track, hull: Hull): number => {
      const { vessel } = track
      if (vessel === null) return worthOf(bondOf(track.last, hull, slip))
      if (hull.sighting.vessel_uid !== null) return hull.sighting.vessel_uid === vessel ? 1_000 : 0
      return gone.has(vessel) || !isOpen(track, index, why) ? 0 : worthOf(bondOf(track.last, hull, slip))
    }
    const matched = new Set<Hull>()
    for (const { a: track, b: hull } of matchHulls(open, hulls, worth)) {
      matched.add(hull)
      tracks[tracks.indexOf(track)] = {
        vessel: track.vessel ?? hull.sighting.vessel_uid,
        seen: track.seen.set(index, hull.sighting),
        last: hull,
      }
    }
    for (const hull of hulls) {
      if (matched.has(hull)) continue
      const seenHere = new Map([[index, hull.sighting]])
      tracks.push({ vessel: hull.sighting.vessel_uid, seen: seenHere, last: hull })
    }
  })
  return {
    place_uid,
    scenes: scenes.map(({ scene, cover }) => ({
      scene_uid: scene.uid,
      acquired_at: scene.acquired_at,
      coverage: { pixels_read: cover?.pixels_read ?? false, cloud_mask: cover?.cloud_mask ?? false },
    })),
    stays: tracks.map((track) => stayOf(track, scenes, why)),
  }
}

/** Why the scene at `at` says nothing of a track that was seen on the scene at `near`; null where it would show it. */
type Why = (track: Track, near: number, at: number) => UnseenReason | null

function reasonsBetween(scenes: readonly SceneSeen[]): Why {
  const known = new Map<string, ReturnType<typeof unseenReason>>()
  return (track, near, at) => {
    const [own, other, sighting] = [scenes[near], scenes[at], track.seen.get(near)]
    if (own === undefined || other === undefined || sighting === undefined) return null
    const key = `${near} ${at}`
    if (isUnsearched(other)) return 'not_searched'
    const reason = known.get(key) ?? unseenReason(other, own.scene)
    known.set(key, reason)
    return reason({ ...sighting, vessel_uid: track.vessel })
  }
}

const isUnsearched = ({ sightings, absences = [] }: SceneSeen): boolean =>
  sightings.length === 0 && absences.length === 0

/** Whether every scene since a track was last seen says nothing of it, so that it may still be there. */
function isOpen(track: Track, index: number, why: Why): boolean {
  const last = Math.max(...track.seen.keys())
  for (let at = last + 1; at < index; at += 1) if (why(track, last, at) === null) return false
  return true
}

function stayOf(track: Track, scenes: readonly SceneSeen[], why: Why): Stay {
  const seenAt = [...track.seen.keys()].sort((a, b) => a - b)
  const [first, last] = [seenAt[0] ?? 0, seenAt.at(-1) ?? 0]
  const states = scenes.map((_, index): Presence => {
    const sighting = track.seen.get(index)
    if (sighting !== undefined) return { state: 'present', sighting_uid: sighting.uid }
    const near = seenAt.filter((at) => at < index).at(-1) ?? first
    const reason = why(track, near, index)
    return reason === null ? { state: 'absent' } : { state: 'unseen', reason }
  })
  const gaps: { from: number; to: number }[] = []
  for (let at = first + 1; at < last; at += 1) {
    if (states[at]?.state !== 'absent') continue
    const open = gaps.at(-1)
    if (open !== undefined && states.slice(open.to + 1, at).every(({ state }) => state === 'unseen'))
      open.to = at
    else gaps.push({ from: at, to: at })
  }
  return {
    vessel_uid: track.vessel,
    scenes: states,
    first_seen: scenes[first]?.scene.acquired_at ?? null,
    last_seen: scenes[last]?.scene.acquired_at ?? null,
    gaps,
  }
}
