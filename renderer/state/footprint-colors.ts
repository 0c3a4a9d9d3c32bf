import type { Sighting } from '../../src/domain/sighting.ts'
import { classConfidences, type ClassConfidence } from '../../src/domain/vocabulary.ts'
import { classColor, classGroups } from './class-groups.ts'
import { sightingsOfVessel, type ProjectIndex } from './project-index.ts'

/** What the colour of a footprint tells. */
export const colorings = {
  class: 'Class',
  confidence: 'Confidence',
  vessel: 'Vessel',
  age: 'Time known',
} as const
export type Coloring = keyof typeof colorings
export const coloringNames = ['class', 'confidence', 'vessel', 'age'] as const satisfies readonly Coloring[]

const none = '#cfd6da'

const confidenceColors: Readonly<Record<ClassConfidence, string>> = {
  certain: '#7fd08f',
  probable: '#e8cf5e',
  possible: '#f0907a',
}

/** Since so many days a vessel has been seen in the project. */
const ages = [
  { days: 0, label: 'first seen here', color: '#f5f0a8' },
  { days: 7, label: 'up to 7 days', color: '#a9dc8e' },
  { days: 30, label: 'up to 30 days', color: '#57c3a8' },
  { days: 180, label: 'up to 180 days', color: '#5b9fd4' },
  { days: Infinity, label: 'longer', color: '#9a86d8' },
] as const

/** Told apart from each other, light on water and legible on snow over their dark casing. */
const vesselColors = [
  '#6fb7ff',
  '#e8cf5e',
  '#f29ac4',
  '#7fc98f',
  '#f5b99b',
  '#4fd1c5',
  '#b9a3e8',
  '#f07f6f',
  '#c3d85a',
  '#e6e9ec',
] as const

/** The colour of a sighting's footprint. */
export function footprintColor(
  sighting: Pick<Sighting, 'class' | 'class_confidence' | 'vessel_uid' | 'observed_at'>,
  index: ProjectIndex,
  by: Coloring,
): string {
  switch (by) {
    case 'class':
      return classColor(sighting.class)
    case 'confidence':
      return sighting.class_confidence === null ? none : confidenceColors[sighting.class_confidence]
    case 'vessel':
      return sighting.vessel_uid === null ? none : vesselColor(sighting.vessel_uid)
    case 'age': {
      const days = daysKnown(sighting, index)
      return days === null ? none : (ages.find((age) => days <= age.days)?.color ?? none)
    }
  }
}

/** What stands for what, for those footprints that are on the map. */
export function colorLegend(
  sightings: readonly Sighting[],
  index: ProjectIndex,
  by: Coloring,
): { readonly label: string; readonly color: string }[] {
  const used = new Set(sightings.map((sighting) => footprintColor(sighting, index, by)))
  const all = {
    class: classGroups.map(({ label, color }) => ({ label, color })),
    confidence: Object.entries(confidenceColors).map(([code, color]) => ({
      label: classConfidences[code as ClassConfidence].label,
      color,
    })),
    vessel: [],
    age: ages.map(({ label, color }) => ({ label, color })),
  }[by]
  const rest = { class: [], confidence: ['none given'], vessel: ['no vessel'], age: ['no vessel'] }[by]
  return [...all, ...rest.map((label) => ({ label, color: none }))].filter(({ color }) => used.has(color))
}

function vesselColor(uid: string): string {
  let hash = 0
  for (const sign of uid) hash = (hash * 31 + sign.charCodeAt(0)) >>> 0
  return vesselColors[hash % vesselColors.length] ?? none
}

function daysKnown(
  { vessel_uid, observed_at }: Pick<Sighting, 'vessel_uid' | 'observed_at'>,
  index: ProjectIndex,
): number | null {
  if (vessel_uid === null || observed_at === null) return null
  const first = sightingsOfVessel(index, vessel_uid)[0]?.observed_at
  return first == null ? null : Math.max(0, (Date.parse(observed_at) - Date.parse(first)) / 86_400_000)
}
