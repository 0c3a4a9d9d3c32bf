import { inClass, vesselClasses, type VesselClass } from '../../src/domain/vocabulary.ts'

/** A group of vessel classes: the part of a code before its full stop, with the colour of its footprints. */
export interface ClassGroup {
  readonly code: string
  readonly label: string
  /** As it stands where there is little room. */
  readonly short: string
  /** Light enough to stand out from dark water and, over the dark casing, from snow. */
  readonly color: string
  /** The class that the group's own key gives: the one that is meant where nobody says more. */
  readonly usual: VesselClass
}

export const classGroups: readonly ClassGroup[] = [
  { code: 'cargo', label: 'Cargo', short: 'Cargo', color: '#6fb7ff', usual: 'cargo.general' },
  { code: 'tanker', label: 'Tanker', short: 'Tanker', color: '#e8cf5e', usual: 'tanker.oil' },
  {
    code: 'passenger',
    label: 'Passenger',
    short: 'Passenger',
    color: '#f29ac4',
    usual: 'passenger.ferry',
  },
  { code: 'work', label: 'Working vessel', short: 'Working', color: '#7fc98f', usual: 'work.tug' },
  { code: 'fishing', label: 'Fishing', short: 'Fishing', color: '#4fd1c5', usual: 'fishing' },
  { code: 'gov', label: 'Government', short: 'Gov', color: '#e6e9ec', usual: 'gov.patrol' },
  { code: 'naval', label: 'Naval', short: 'Naval', color: '#a9bccb', usual: 'naval.frigate' },
  { code: 'leisure', label: 'Leisure', short: 'Leisure', color: '#f5b99b', usual: 'leisure' },
  { code: 'hull', label: 'Newbuild or wreck', short: 'Newbuild', color: '#b9a3e8', usual: 'hull.newbuild' },
  { code: 'unknown', label: 'Unknown', short: 'Unknown', color: '#cfd6da', usual: 'unknown' },
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
