import { z } from 'zod'
import { Uid } from './identifiers.ts'
import { Instant } from './time.ts'
import { VesselClass } from './vocabulary.ts'

const text = z.string().max(20_000).nullable()

/** An entry of a sanctions or watch list. */
export const Designation = z.strictObject({ list: z.string(), date: z.string(), reference: z.string() })
export type Designation = z.infer<typeof Designation>

/** A vessel that can be named or followed through several sightings. */
export const Vessel = z.strictObject({
  uid: Uid,
  name: text,
  imo: text,
  mmsi: text,
  call_sign: text,
  flag: text,
  class: VesselClass.nullable(),
  length_m: z.number().positive().nullable(),
  beam_m: z.number().positive().nullable(),
  built: z.int().min(1800).max(2200).nullable(),
  aliases: z.array(z.string().max(200)).max(200).nullable(),
  designations: z.array(Designation).max(200).nullable(),
  notes: text,
  created_at: Instant.nullable(),
  updated_at: Instant.nullable(),
  revision: z.int().nonnegative().nullable(),
})
export type Vessel = z.infer<typeof Vessel>

/** A vessel of which nothing is known yet, made at a UTC time. */
export function newVessel(uid: Uid, created_at: Instant): Vessel {
  return {
    uid,
    name: null,
    imo: null,
    mmsi: null,
    call_sign: null,
    flag: null,
    class: null,
    length_m: null,
    beam_m: null,
    built: null,
    aliases: [],
    designations: [],
    notes: null,
    created_at,
    updated_at: created_at,
    revision: 1,
  }
}

/** What an analyst may enter for a vessel. */
export const VesselPatch = Vessel.omit({ uid: true, created_at: true, updated_at: true, revision: true })
  .partial()
  .strict()
export type VesselPatch = z.infer<typeof VesselPatch>

/** Whether a vessel can be called by anything: one that is only followed has neither name nor number. */
export function isTitled({ name, imo, mmsi }: Vessel): boolean {
  return (name !== null && name !== '') || imo !== null || mmsi !== null
}

/** How a vessel is called on screen: its name, else its IMO or MMSI, else that it is unnamed. */
export function vesselTitle(vessel: Vessel | null | undefined): string {
  if (vessel == null) return 'unnamed'
  if (vessel.name !== null && vessel.name !== '') return vessel.name
  if (vessel.imo !== null) return `IMO ${vessel.imo}`
  if (vessel.mmsi !== null) return `MMSI ${vessel.mmsi}`
  return 'unnamed'
}
