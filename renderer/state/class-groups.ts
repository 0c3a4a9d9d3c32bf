import { inClass, vesselClasses, type VesselClass } from '../../src/domain/vocabulary.ts'

/** A group of vessel classes: the part of a code before its full stop, with the colour of its footprints. */
export interface ClassGroup {
  readonly code: string
  readonly label: string
  /** As it stands where there is little room. */
  readonly short: string
  /** Light enough to stand out from dark water and, over the dark casing, from snow. */
  readonly color: string
  /** The class that the group's own key gives: that of the group of which nothing more can be told, never a guess. */
  readonly own: VesselClass
}

export const classGroups: readonly ClassGroup[] = [
  { code: 'cargo', label: 'Cargo', short: 'Cargo', color: '#6fb7ff', own: 'cargo.unknown' },
  { code: 'tanker', label: 'Tanker', short: 'Tanker', color: '#e8cf5e', own: 'tanker.unknown' },
  {
    code: 'passenger',
    label: 'Passenger',
    short: 'Passenger',
    color: '#f29ac4',
    own: 'passenger.unknown',
  },
  { code: 'work', label: 'Working vessel', short: 'Working', color: '#7fc98f', own: 'work.unknown' },
  { code: 'fishing', label: 'Fishing', short: 'Fishing', color: '#4fd1c5', own: 'fishing' },
  { code: 'gov', label: 'Government', short: 'Gov', color: '#e6e9ec', own: 'gov.patrol' },
  { code: 'naval', label: 'Naval', short: 'Naval', color: '#a9bccb', own: 'naval.unknown' },
  { code: 'leisure', label: 'Leisure', short: 'Leisure', color: '#f5b99b', own: 'leisure' },
  { code: 'hull', label: 'Newbuild or wreck', short: 'Newbuild', color: '#b9a3e8', own: 'hull.newbuild' },
  { code: 'unknown', label: 'Unknown', short: 'Unknown', color: '#cfd6da', own: 'unknown' },
]

/** The classes of a group in the order of the vocabulary. */
export function classesOf({ code }: ClassGroup): readonly VesselClass[] {
  return (Object.keys(vesselClasses) as VesselClass[]).filter((known) => inClass(known, code))
}

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
