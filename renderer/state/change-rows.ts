import { doubtAbout, type Comparison, type Pairing, type Unseen } from '../../src/compare/comparison.ts'
import type { Command } from '../../src/commands/command.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import type { ProjectIndex } from './project-index.ts'
import { unseenSentence, unseenWords } from './unseen-words.ts'

export type ChangeKind = 'arrived' | 'departed' | 'moved' | 'stayed' | 'outside'

/** One line of what changed between A and B. */
export interface ChangeRow {
  /** The same as long as it is about the same sightings. */
  readonly key: string
  readonly kind: ChangeKind
  readonly from: Sighting | null
  readonly to: Sighting | null
  readonly pairing: Pairing | null
  readonly unseen: Unseen | null
  readonly why: string
  /** It could be read otherwise; `rival` is then the other sighting of a pair that may be one ship, by its row's key. */
  readonly unclear: boolean
  readonly rival: string | null
  /** The project says so already: by one vessel for both, or by an absence. */
  readonly accepted: boolean
  /** The scene on which the row's one sighting does not lie; null where it has two. */
  readonly otherScene: string | null
}

/** The lines of a comparison: what changed first, then what stayed, then what only one of the dates could show. */
export function changeRows(index: ProjectIndex, comparison: Comparison): readonly ChangeRow[] {
  const sighting = (uid: string) => index.sightings.get(uid) ?? null
  const { scene_uid: sceneA } = comparison.from
  const { scene_uid: sceneB } = comparison.to
  const absences = [...index.absences.values()]
  const recorded = (one: Sighting | null, scene: string, result: 'not_seen' | 'not_visible') =>
    one?.vessel_uid != null &&
    absences.some(
      (absence) =>
        absence.vessel_uid === one.vessel_uid && absence.scene_uid === scene && absence.result === result,
    )
  const pair = (kind: ChangeKind, pairing: Pairing): ChangeRow => {
    const [from, to] = [sighting(pairing.from_uid), sighting(pairing.to_uid)]
    const doubt = doubtAbout(comparison, pairing.from_uid)
    const or = doubt === undefined ? '' : `, or two ships (${percent(1 - doubt.chance)})`
    return {
      key: `${pairing.from_uid} ${pairing.to_uid}`,
      kind,
      from,
      to,
      pairing,
      unseen: null,
      why: `${reason(from, to, pairing)}${or}`,
      unclear: doubt !== undefined,
      rival: null,
      accepted: from?.vessel_uid != null && from.vessel_uid === to?.vessel_uid,
      otherScene: null,
    }
  }
  const one = (kind: ChangeKind, uid: string, why: string, unseen: Unseen | null): ChangeRow => {
    const record = sighting(uid)
    const inFrom = record?.scene_uid === sceneA
    const otherScene = inFrom ? sceneB : sceneA
    const doubt = kind === 'outside' ? undefined : doubtAbout(comparison, uid)
    const rival = doubt === undefined ? null : inFrom ? doubt.to_uid : doubt.from_uid
    const other = rival === null ? null : sighting(rival)
    const or =
      doubt === undefined
        ? ''
        : `, or it is the ${showLength(other)} that ${inFrom ? 'arrived' : 'departed'} (${percent(doubt.chance)})`
    return {
      key: uid,
      kind,
      from: inFrom ? record : null,
      to: inFrom ? null : record,
      pairing: null,
      unseen,
      why: `${why}${or}`,
      unclear: doubt !== undefined,
      rival,
      accepted: recorded(record, otherScene, kind === 'outside' ? 'not_visible' : 'not_seen'),
      otherScene,
    }
  }
  return [
    ...comparison.arrived.map((uid) => one('arrived', uid, 'no hull there in A', null)),
    ...comparison.departed.map((uid) => one('departed', uid, 'no hull there in B', null)),
    ...comparison.moved.map((pairing) => pair('moved', pairing)),
    ...comparison.stayed.map((pairing) => pair('stayed', pairing)),
    ...comparison.unseen.map((unseen) => {
      const side = unseen.scene_uid === sceneA ? 'A' : 'B'
      return one('outside', unseen.uid, `${unseenWords[unseen.reason]} in ${side}`, unseen)
    }),
  ]
}

const percent = (chance: number): string => `${Math.round(100 * chance)} %`
const showLength = (sighting: Sighting | null): string =>
  sighting?.length_m == null ? 'ship' : `ship of ${sighting.length_m.toFixed(0)} m`

function reason(from: Sighting | null, to: Sighting | null, { iou, turned_deg }: Pairing): string {
  const vessel = from?.vessel_uid != null && from.vessel_uid === to?.vessel_uid ? 'same vessel, ' : ''
  const turn = turned_deg >= 1 ? `, turned ${turned_deg.toFixed(0)}°` : ''
  return `${vessel}overlap ${iou.toFixed(2)}${turn}`
}

/** The command that makes a row a fact of the project; null where it is one already. */
export function acceptance({ kind, from, to, unseen, accepted, otherScene }: ChangeRow): Command | null {
  if (accepted) return null
  if (from !== null && to !== null)
    return { kind: 'sighting.link', uids: [from.uid, to.uid], vessel_uid: newUid() }
  const one = from ?? to
  if (one === null || otherScene === null) return null
  const looked =
    kind === 'outside'
      ? { result: 'not_visible' as const, reason: unseen === null ? null : unseenSentence(unseen.reason) }
      : { result: 'not_seen' as const, reason: null }
  return absent(one.uid, otherScene, looked)
}

/** The command that says that a row is wrong: two vessels instead of one, or that it cannot be told; null for none. */
export function correction({ kind, from, to, otherScene }: ChangeRow): Command | null {
  if (from !== null && to !== null)
    return { kind: 'sighting.part', uids: [from.uid, to.uid], vessel_uids: [newUid(), newUid()] }
  const one = from ?? to
  if (one === null || otherScene === null || kind === 'outside') return null
  return absent(one.uid, otherScene, { result: 'not_visible', reason: "An analyst can't tell." })
}

/** The command that holds the sightings of two rows, one of each date, for one vessel; null where that is not so. */
export function joining(first: ChangeRow, second: ChangeRow): Command | null {
  if (first.pairing !== null || second.pairing !== null) return null
  const [from, to] = [first.from ?? second.from, first.to ?? second.to]
  if (from === null || to === null) return null
  return { kind: 'sighting.link', uids: [from.uid, to.uid], vessel_uid: newUid() }
}

function absent(
  uid: string,
  scene_uid: string,
  looked: { readonly result: 'not_seen' | 'not_visible'; readonly reason: string | null },
): Command {
  return {
    kind: 'sighting.absent',
    uid,
    scene_uid,
    absence_uid: newUid(),
    vessel_uid: newUid(),
    ...looked,
  }
}
