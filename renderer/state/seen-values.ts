import { pendingPatch, type EditRequest, type QueuedEdit } from './edit-queue.ts'
import type { ProjectIndex } from './project-index.ts'

/**
 * The request with what its fields hold on the screen, so that the core refuses it where someone else changed them
 * meanwhile. Edits that are on their way count as made.
 */
export function withSeenValues(
  request: EditRequest,
  index: ProjectIndex,
  edits: readonly QueuedEdit[],
): EditRequest {
  if ('seen' in request && request.seen !== undefined) return request
  if (request.kind === 'sighting.revise') {
    const [uid] = request.uids
    const stored = uid === undefined || request.uids.length > 1 ? undefined : index.sightings.get(uid)
    if (stored === undefined) return request
    return { ...request, seen: pick({ ...stored, ...pendingPatch(edits, stored.uid) }, request.patch) }
  }
  if (request.kind === 'sighting.reshape') {
    const stored = index.sightings.get(request.uid)
    const waits = edits.some(
      ({ request: before }) =>
        (before.kind === 'sighting.reshape' && before.uid === request.uid) ||
        ((before.kind === 'sighting.move' || before.kind === 'sighting.turn') &&
          before.uids.includes(request.uid)),
    )
    return stored === undefined || stored.geom === null || waits ? request : { ...request, seen: stored.geom }
  }
  if (request.kind === 'vessel.revise')
    return { ...request, ...seenOf(index.vessels.get(request.uid), request, edits) }
  if (request.kind === 'scene.revise')
    return { ...request, ...seenOf(index.scenes.get(request.uid), request, edits) }
  if (request.kind === 'place.revise')
    return { ...request, ...seenOf(index.places.get(request.uid), request, edits) }
  return request
}

type Revision = Extract<EditRequest, { kind: 'vessel.revise' | 'scene.revise' | 'place.revise' }>

function seenOf<R extends Revision>(
  stored: object | undefined,
  request: R,
  edits: readonly QueuedEdit[],
): { seen?: R['patch'] } {
  if (stored === undefined) return {}
  let pending = {}
  for (const { request: before } of edits)
    if (before.kind === request.kind && before.uid === request.uid) pending = { ...pending, ...before.patch }
  return { seen: pick({ ...stored, ...pending }, request.patch) }
}

/** The members of a record that a patch gives, as they are before it. */
function pick<P extends object>(record: object, patch: P): P {
  const fields = record as Readonly<Record<string, unknown>>
  // The members of a patch are fields of its record.
  return Object.fromEntries(Object.keys(patch).map((key) => [key, fields[key] ?? null])) as P
}
