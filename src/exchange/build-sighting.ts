import type { ProjectView } from '../commands/view.ts'
import type { Ring } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { unlabelled, type Sighting } from '../domain/sighting.ts'
import { measureFootprint, type Measures } from '../geodesy/measure.ts'
import { measureErrors } from '../geodesy/uncertainty.ts'
import type { ImportOptions } from './import-options.ts'
import type { GivenFields, ParsedRecord } from './parsed-record.ts'

/** What a record that leaves everything out says: as a hull that was drawn and not yet labelled. */
const leftOut = {
  ...unlabelled,
  scene_uid: null,
  observed_at: null,
  length_error_m: null,
  beam_error_m: null,
} satisfies GivenFields

/**
 * The sighting that a record becomes. What the file leaves out is taken from `known`, the project's sighting of the
 * same uid, else from the scene and the defaults. Says why where it can't become one.
 */
export function buildSighting(
  record: ParsedRecord,
  known: Sighting | null,
  view: Pick<ProjectView, 'get'>,
  options: ImportOptions,
): Sighting | { why: string } {
  if (record.ring === null) return { why: 'it has no footprint' }
  const labels = { ...(known ?? newSighting(record, options)), ...record.given }
  const scene_uid = labels.scene_uid ?? options.scene_uid
  const scene = scene_uid === null ? null : view.get('scenes', scene_uid)
  const timeless = known !== null && known.observed_at === null
  const observed_at = labels.observed_at ?? (timeless ? null : (scene?.acquired_at ?? null))
  // Null is taken from a record that says so itself: a scene without a time has sightings without one.
  if (observed_at === null && record.given.observed_at === undefined && !timeless) {
    return { why: 'observed_at is missing, and no scene with a time is named' }
  }
  const ring: Ring = record.ring.map(([lon, lat]) => [lon, lat])
  const measures = measure(ring, record.bowDeg === undefined ? bowOf(known) : record.bowDeg)
  if ('why' in measures) return measures
  const errors = measureErrors({
    gsdM: scene?.gsd_m ?? null,
    offNadirDeg: scene?.off_nadir_deg ?? null,
    edge: labels.edge,
  })
  return {
    ...labels,
    ...measures,
    length_error_m: errors.length_error_m ?? labels.length_error_m,
    beam_error_m: errors.beam_error_m ?? labels.beam_error_m,
    uid: known?.uid ?? record.uid ?? options.newUid(),
    scene_uid,
    observed_at,
    geom: { type: 'Polygon', coordinates: [ring] },
  }
}

function newSighting({ given }: ParsedRecord, { fileName, analyst, now }: ImportOptions) {
  const created_at = given.created_at ?? now
  return { ...leftOut, source: fileName, analyst, created_at, updated_at: created_at, revision: 1 }
}

/** Where the bow of a stored sighting points, degrees from true north; null where it is not known. */
export function bowOf(sighting: Sighting | null): number | null {
  return sighting?.heading_known === 1 ? sighting.heading_deg : null
}

function measure(ring: Ring, bowDeg: number | null): Measures | { why: string } {
  try {
    return measureFootprint(ring, bowDeg)
  } catch (error) {
    if (error instanceof Problem) return { why: error.message }
    throw error
  }
}
