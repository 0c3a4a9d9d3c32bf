import { usualLengthPerBeam } from '../../src/domain/hull-proportions.ts'
import type { VesselClass } from '../../src/domain/vocabulary.ts'
import type { BeamPreset } from '../map/map-contract.ts'
import { classLabel } from './class-groups.ts'
import type { ProjectIndex } from './project-index.ts'

/** Where a beam comes from before it is drawn: nowhere, the last hull that was drawn, the class. */
export const beamSources = ['off', 'last', 'class'] as const
export type BeamSource = (typeof beamSources)[number]

/** What a beam can be known from. */
export interface KnownBeams {
  readonly beamSource: BeamSource
  /** Of the hull that was drawn last. */
  readonly lastBeamM: number | null
  readonly lastLabel: { readonly patch: { readonly class?: VesselClass | null | undefined } } | null
}

/** What the hull tool need not ask for; null where the third click says it. */
export function beamPresetOf(
  { beamSource, lastBeamM, lastLabel }: KnownBeams,
  index: ProjectIndex,
): BeamPreset | null {
  if (beamSource === 'off') return null
  if (beamSource === 'last')
    return lastBeamM === null ? null : { beamM: lastBeamM, title: `${lastBeamM.toFixed(1)} m as the last` }
  const code = lastLabel?.patch.class ?? 'unknown'
  const known = lastBeamOfClass(index, code)
  const label = classLabel(code).toLowerCase()
  if (known !== null) return { beamM: known, title: `${known.toFixed(1)} m as the last ${label}` }
  const lengthPerBeam = usualLengthPerBeam(code)
  return { lengthPerBeam, title: `1/${lengthPerBeam} of the length, usual for ${label}` }
}

/** The beam of the sighting of a class that was changed last; null without one. */
function lastBeamOfClass(index: ProjectIndex, code: VesselClass): number | null {
  if (code === 'unknown') return null
  let last: { at: string; beamM: number } | null = null
  for (const { class: own, beam_m, updated_at } of index.sightings.values()) {
    if (own !== code || beam_m === null || updated_at === null) continue
    if (last === null || updated_at > last.at) last = { at: updated_at, beamM: beam_m }
  }
  return last?.beamM ?? null
}
