import { vesselClasses, type VesselClass } from '../../src/domain/vocabulary.ts'

/** A group of vessel classes: the part of a code before its full stop, with the colour of its footprints. */
export interface ClassGroup {
  readonly code: string
  readonly label: string
  /** Light enough to stand out from dark water and, over the dark casing, from snow. */
  readonly color: string
}

export const classGroups: readonly ClassGroup[] = [
  { code: 'cargo', label: 'Cargo', color: '#6fb7ff' },
  { code: 'tanker', label: 'Tanker', color: '#e8cf5e' },
  { code: 'passenger', label: 'Passenger', color: '#f29ac4' },
  { code: 'work', label: 'Working vessel', color: '#7fc98f' },
  { code: 'fishing', label: 'Fishing', color: '#4fd1c5' },
  { code: 'gov', label: 'Government', color: '#e6e9ec' },
  { code: 'naval', label: 'Naval', color: '#a9bccb' },
  { code: 'leisure', label: 'Leisure', color: '#f5b99b' },
  { code: 'hull', label: 'Hull', color: '#b9a3e8' },
  { code: 'unknown', label: 'Unknown', color: '#cfd6da' },
]

const unknownColor = '#cfd6da'

/** The colour in which a class is drawn on the map and dotted in tables. */
export function classColor(code: string | null): string {
  const group = (code ?? 'unknown').split('.')[0]
  return classGroups.find((known) => known.code === group)?.color ?? unknownColor
}

/** The name of a class on screen. */
export function classLabel(code: VesselClass | null): string {
  return code === null ? '–' : vesselClasses[code].label
}
