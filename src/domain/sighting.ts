import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Polygon } from './polygon.ts'
import { Instant } from './time.ts'
import {
  Activity,
  BerthState,
  ClassConfidence,
  Edge,
  IdentityConfidence,
  IdentityKind,
  VesselClass,
} from './vocabulary.ts'

const text = z.string().max(20_000).nullable()
const finite = z.number().nullable()

/** One piece of evidence for a vessel's identity. */
export const Evidence = z.strictObject({ kind: IdentityKind, note: z.string().max(2_000) })
export type Evidence = z.infer<typeof Evidence>

/** A vessel seen in one scene at one time. `geom` is its footprint; the measures are derived from it. */
export const Sighting = z.strictObject({
  uid: Uid,
  scene_uid: Uid.nullable(),
  vessel_uid: Uid.nullable(),
  place_uid: Uid.nullable(),
  observed_at: Instant.nullable(),
  class: VesselClass.nullable(),
  class_confidence: ClassConfidence.nullable(),
  berth_state: BerthState.nullable(),
  activity: Activity.nullable(),
  /** 1 is nearest the quay. */
  raft_order: z.int().min(1).max(99).nullable(),
  identity_confidence: IdentityConfidence.nullable(),
  identity_basis: z.array(Evidence).max(50).nullable(),
  length_m: finite,
  /** Half-width of a 95 % interval. */
  length_error_m: finite,
  beam_m: finite,
  beam_error_m: finite,
  /** From stern to bow, clockwise from true north; below 180 where `heading_known` is 0. */
  heading_deg: finite,
  /** 0: bow and stern could not be told apart. */
  heading_known: z.literal([0, 1]).nullable(),
  area_m2: finite,
  edge: Edge.nullable(),
  lon: finite,
  lat: finite,
  analyst: text,
  source: text,
  notes: text,
  created_at: Instant.nullable(),
  updated_at: Instant.nullable(),
  revision: z.int().nonnegative().nullable(),
  geom: Polygon.nullable(),
})
export type Sighting = z.infer<typeof Sighting>

/** What an analyst says about a sighting, beside its footprint. */
export const SightingPatch = Sighting.pick({
  vessel_uid: true,
  place_uid: true,
  class: true,
  class_confidence: true,
  berth_state: true,
  activity: true,
  raft_order: true,
  identity_confidence: true,
  identity_basis: true,
  edge: true,
  notes: true,
})
  .partial()
  .strict()
export type SightingPatch = z.infer<typeof SightingPatch>

/** What a sighting says before anybody labelled it. */
export const unlabelled = {
  vessel_uid: null,
  place_uid: null,
  class: 'unknown',
  class_confidence: null,
  berth_state: null,
  activity: null,
  raft_order: null,
  identity_confidence: 'none',
  identity_basis: [] as Evidence[],
  edge: 'unknown',
  notes: null,
} satisfies SightingPatch

/** Whether the evidence carries `confirmed`: at least two different kinds. */
export function evidenceConfirms(basis: readonly Evidence[] | null): boolean {
  return new Set((basis ?? []).map((evidence) => evidence.kind)).size >= 2
}
