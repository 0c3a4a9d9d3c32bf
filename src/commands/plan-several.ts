import { ringOf } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import type { Evidence, Sighting } from '../domain/sighting.ts'
import { turnedRing } from '../geodesy/footprint.ts'
import type { Command } from './command.ts'
import { placedScene, planReshape } from './plan-sighting.ts'
import { sameHull } from './same-hull.ts'
import type { Planned } from './stamp.ts'
import { insertion, removal, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`)

/** Outlines turned, each about the centre of its own rectangle; the bow turns along. */
export function planTurn(command: Of<'sighting.turn'>, view: ProjectView, context: PlanContext): Planned {
  const edits = command.uids.flatMap((uid) => {
    const { geom, heading_deg, heading_known } = required('sightings', uid, view)
    if (geom === null) return []
    const footprint = { type: 'Polygon' as const, coordinates: [turnedRing(ringOf(geom), command.degrees)] }
    const turned = (((heading_deg ?? 0) + command.degrees) % 360) + 360
    const heading = heading_known === 1 && heading_deg !== null ? turned % 360 : null
    const reshape = { kind: 'sighting.reshape', uid, footprint, heading_deg: heading } as const
    return [...planReshape(reshape, view, context).edits]
  })
  return { note: `Turn ${counted(edits.length, 'hull', 'hulls')}`, edits }
}

/**
 * Outlines and labels on another scene, seen when that was taken. A vessel goes along as a possible identity without
 * evidence: a copied outline says nothing about which ship lies there. Nor are activity and notes copied.
 */
export function planCopy(command: Of<'sighting.copy'>, view: ProjectView, context: PlanContext): Planned {
  const scene = placedScene(command.scene_uid, view)
  const edits = command.copies.map(({ uid, from_uid }) => {
    const from = required('sightings', from_uid, view)
    if (from.geom === null) {
      throw new Problem(
        'record/invalid',
        'sighting',
        'A sighting without an outline cannot be copied.',
        'Draw it on the other scene instead.',
      )
    }
    const headingDeg = from.heading_known === 1 ? from.heading_deg : null
    const own = {
      uid,
      vessel_uid: from.vessel_uid,
      identity_confidence: from.vessel_uid === null ? ('none' as const) : ('possible' as const),
      source: 'copied',
    }
    const sighting = sameHull(from, scene, { footprint: from.geom, headingDeg }, own, context)
    return insertion('sightings', sighting, view)
  })
  return { note: `Copy ${counted(edits.length, 'hull', 'hulls')} to another date`, edits }
}

/**
 * Several sightings of one vessel on one scene become the first of them: its outline and what it says stay, what it
 * leaves open comes from the others in their order, evidence and notes are put together.
 * @throws Problem `record/invalid` where they lie on different scenes or carry different vessels
 */
export function planMerge(command: Of<'sighting.merge'>, view: ProjectView, context: PlanContext): Planned {
  const [first, ...others] = [...new Set(command.uids)].map((uid) => required('sightings', uid, view))
  if (first === undefined || others.length === 0) throw refused('One sighting alone cannot be merged.')
  if (others.some(({ scene_uid }) => scene_uid !== first.scene_uid)) {
    throw refused('They lie on different scenes: a vessel is seen once on each.')
  }
  const vessels = new Set(
    [first, ...others].map(({ vessel_uid }) => vessel_uid).filter((uid) => uid !== null),
  )
  if (vessels.size > 1) throw refused('They carry different vessels.')
  const merged = others.reduce(withWhatItLeavesOpen, first)
  return {
    note: `Merge ${others.length + 1} sightings`,
    edits: [
      ...revision('sightings', first, merged, context),
      ...others.map(({ uid }) => removal('sightings', uid, view)),
    ],
  }
}

function refused(what: string): Problem {
  return new Problem(
    'record/invalid',
    'sightings',
    what,
    'Select sightings of one vessel on one scene, the one to keep first.',
  )
}

function withWhatItLeavesOpen(kept: Sighting, other: Sighting): Sighting {
  const open = (value: string | null): boolean => value === null || value === 'unknown'
  const takesVessel = kept.vessel_uid === null && other.vessel_uid !== null
  const notes = [kept.notes, other.notes].filter((note) => note !== null && note !== '')
  return {
    ...kept,
    ...(takesVessel ? { vessel_uid: other.vessel_uid, identity_confidence: other.identity_confidence } : {}),
    ...(open(kept.class) ? { class: other.class, class_confidence: other.class_confidence } : {}),
    berth_state: open(kept.berth_state) ? other.berth_state : kept.berth_state,
    activity: open(kept.activity) ? other.activity : kept.activity,
    place_uid: kept.place_uid ?? other.place_uid,
    raft_order: kept.raft_order ?? other.raft_order,
    identity_basis: together(kept.identity_basis, other.identity_basis),
    notes: notes.length === 0 ? null : notes.join('\n').slice(0, 20_000),
  }
}

function together(a: readonly Evidence[] | null, b: readonly Evidence[] | null): Evidence[] | null {
  if (a === null && b === null) return null
  const all = [...(a ?? []), ...(b ?? [])]
  const texts = all.map((one) => JSON.stringify([one.kind, one.note]))
  return all.filter((_, at) => texts.indexOf(texts[at] ?? '') === at).slice(0, 50)
}
