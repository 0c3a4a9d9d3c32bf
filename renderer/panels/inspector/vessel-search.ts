import { imoDoubt, normaliseImo } from '../../../src/domain/identifiers.ts'
import { mmsiDoubt } from '../../../src/domain/mmsi.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { vesselTitle, VesselPatch, type Vessel } from '../../../src/domain/vessel.ts'
import { sightingsOfVessel, type ProjectIndex } from '../../state/project-index.ts'

/** What can be chosen in the vessel field: one that the project has, or a new one made from what was typed. */
export type VesselChoice =
  | { readonly kind: 'known'; readonly value: string; readonly label: string; readonly vessel: Vessel }
  | { readonly kind: 'new'; readonly value: string; readonly label: string; readonly patch: VesselPatch }

/** Whether a vessel is meant by a piece of text: its name, an alias, its call sign, IMO or MMSI contains it. */
export function vesselMatches(vessel: Vessel, query: string): boolean {
  const text = query.trim().toLowerCase()
  const imo = normaliseImo(query)
  if (imo !== null && vessel.imo === imo) return true
  return [vessel.name, vessel.imo, vessel.mmsi, vessel.call_sign, ...(vessel.aliases ?? [])].some(
    (part) => part?.toLowerCase().includes(text) === true,
  )
}

/** What a new vessel gets from what was typed: a number of seven digits is an IMO number, one of nine an MMSI. */
export function patchFromText(text: string): VesselPatch {
  const trimmed = text.trim()
  const imo = normaliseImo(trimmed)
  if (imo !== null) return { imo }
  const mmsi = /^(?:MMSI[\s:]*)?([0-9]{9})$/i.exec(trimmed)?.[1]
  return mmsi === undefined ? { name: trimmed } : { mmsi }
}

/** The vessels that fit some text, and at the end, where none is called exactly that, a new one. */
export function vesselChoices(vessels: readonly Vessel[], query: string): readonly VesselChoice[] {
  const text = query.trim()
  const known = vessels
    .filter((vessel) => vesselMatches(vessel, text))
    .slice(0, 50)
    .map((vessel) => ({ kind: 'known' as const, value: vessel.uid, label: vesselTitle(vessel), vessel }))
  if (text === '') return known
  const patch = patchFromText(text)
  const exact = vessels.some(
    ({ name, imo, mmsi }) =>
      (patch.imo != null && patch.imo === imo) ||
      (patch.mmsi != null && patch.mmsi === mmsi) ||
      (patch.name != null && patch.name.toLowerCase() === name?.toLowerCase()),
  )
  if (exact) return known
  const what = patch.imo != null ? `IMO ${patch.imo}` : patch.mmsi != null ? `MMSI ${patch.mmsi}` : text
  return [...known, { kind: 'new', value: 'new', label: `New vessel: ${what}`, patch }]
}

/**
 * Vessels whose known length fits a sighting's within its interval, nearest first. A vessel's length is the one that
 * was entered for it, else that of its latest other sighting. Size alone is a hint and no identity.
 */
export function vesselsOfSize(
  index: ProjectIndex,
  sighting: Sighting,
  most: number,
): readonly {
  vessel: Vessel
  lengthM: number
}[] {
  const { length_m: length, length_error_m: error } = sighting
  if (length === null) return []
  const slack = Math.max(error ?? 0, length * 0.02)
  const fits: { vessel: Vessel; lengthM: number; off: number }[] = []
  for (const vessel of index.vessels.values()) {
    const seen = sightingsOfVessel(index, vessel.uid).filter(({ uid }) => uid !== sighting.uid)
    const lengthM = vessel.length_m ?? seen.at(-1)?.length_m ?? null
    if (lengthM !== null && Math.abs(lengthM - length) <= slack)
      fits.push({ vessel, lengthM, off: Math.abs(lengthM - length) })
  }
  return fits.sort((a, b) => a.off - b.off).slice(0, most)
}

/** Which other vessel of the project has a number already, as a sentence; null where none has. */
export function numberTaken(
  index: Pick<ProjectIndex, 'vessels'>,
  { uid }: Pick<Vessel, 'uid'>,
  kind: 'imo' | 'mmsi',
  text: string,
): string | null {
  const number = kind === 'imo' ? normaliseImo(text) : text.trim()
  for (const other of index.vessels.values())
    if (other.uid !== uid && number !== null && other[kind] === number)
      return `${vesselTitle(other)} has this number too: it may be the same ship.`
  return null
}

/** What is doubtful about the number that a new vessel would get; null where nothing is. */
export function newVesselDoubt({ imo, mmsi, name }: VesselPatch): string | null {
  if (imo != null) return imoDoubt(imo)
  if (mmsi != null) return mmsiDoubt(mmsi)
  return /^[\s0-9]+$/.test(name ?? '')
    ? 'A name of digits only: an IMO number has seven of them, an MMSI nine.'
    : null
}

/** Why a text cannot be the year in which a vessel was built. */
export function builtProblem(text: string): string | null {
  if (text.trim() === '') return null
  const { success } = VesselPatch.safeParse({ built: Number(text) })
  return success ? null : 'A year of four digits, from 1800 on.'
}

/** A length in metres as it is written, with a decimal point or comma; null for none, NaN for what is no number. */
export function metresOf(text: string): number | null {
  const written = text.trim().replace(',', '.')
  if (written === '') return null
  return /^[0-9]+(?:\.[0-9]+)?$/.test(written) ? Number(written) : NaN
}

/** Why a text cannot be a vessel's length or beam. */
export function metresProblem(text: string): string | null {
  const metres = metresOf(text)
  return metres === null || (metres > 0 && metres <= 1_000) ? null : 'Metres, up to 1000.'
}

/** The names in a text that separates them with semicolons. */
export function aliasesOf(text: string): readonly string[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Why a text cannot be a vessel's other names. */
export function aliasesProblem(text: string): string | null {
  const { success } = VesselPatch.safeParse({ aliases: aliasesOf(text) })
  return success ? null : 'At most 200 names of at most 200 letters each.'
}
