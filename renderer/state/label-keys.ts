import type { SightingPatch } from '../../src/domain/sighting.ts'
import {
  activities,
  berthStates,
  classConfidences,
  vesselClasses,
  type Activity,
  type BerthState,
  type ClassConfidence,
} from '../../src/domain/vocabulary.ts'
import { classesOf, classGroups, type ClassGroup } from './class-groups.ts'
import type { KeyContext } from './key-context.ts'

/** What a label says: the part of a sighting that keys give. */
export type LabelPatch = Pick<SightingPatch, 'class' | 'class_confidence' | 'berth_state' | 'activity'>

/** A label that one key gives to the selected sightings. */
export interface LabelKey {
  readonly action: string
  /** Null where only the palette and the strip give it. */
  readonly key: string | null
  readonly label: string
  /** As it stands on the strip, where there is little room. */
  readonly short: string
  /** What to look for. */
  readonly meaning: string
  readonly patch: LabelPatch
  /** Where the key waits for a first one. */
  readonly context?: KeyContext
}

/** A group of classes: its key says the group alone at once, and the next digit which class of it. */
export interface GroupKey extends LabelKey {
  readonly group: ClassGroup
  /** Null where the group has one class alone, so that nothing is left to say. */
  readonly opens: KeyContext | null
  readonly classes: readonly LabelKey[]
}

export const groupKeys: readonly GroupKey[] = classGroups.map((group, i) => {
  const codes = classesOf(group)
  const opens: KeyContext | null = codes.length > 1 ? `class ${group.code}` : null
  return {
    action: `label.group.${group.code}`,
    key: String((i + 1) % 10),
    label: group.label,
    short: group.short,
    meaning: vesselClasses[group.own].meaning,
    patch: { class: group.own },
    group,
    opens,
    classes:
      opens === null
        ? []
        : codes.map((code, at) => ({
            action: `label.class.${code}`,
            key: String(at + 1),
            label: vesselClasses[code].label,
            short: vesselClasses[code].label,
            meaning: vesselClasses[code].meaning,
            patch: { class: code },
            context: opens,
          })),
  }
})

const berthLetters: readonly [string, BerthState, string][] = [
  ['A', 'alongside', 'Alongside'],
  ['J', 'rafted', 'Rafted'],
  ['D', 'dry_dock', 'Dry dock'],
  ['K', 'floating_dock', 'Floating'],
  ['I', 'slipway', 'Slipway'],
  ['C', 'at_anchor', 'Anchor'],
  ['B', 'moored_buoy', 'Buoys'],
  ['W', 'underway', 'Under way'],
  ['G', 'aground', 'Aground'],
  ['U', 'unknown', 'Unknown'],
]

export const berthKeys: readonly LabelKey[] = berthLetters.map(([key, code, short]) => ({
  action: `label.berth.${code}`,
  key,
  label: code === 'unknown' ? 'Berth unknown' : berthStates[code].label,
  short,
  meaning: berthStates[code].meaning,
  patch: { berth_state: code },
}))

/** The key before the letter of an activity. */
export const activityKey = 'O'

const activityLetters: readonly [string, Activity, string][] = [
  ['C', 'cargo_operations', 'Cargo work'],
  ['B', 'bunkering', 'Bunkering'],
  ['R', 'repair', 'Repair'],
  ['V', 'conversion', 'Conversion'],
  ['F', 'fitting_out', 'Fitting out'],
  ['K', 'construction', 'Construction'],
  ['L', 'laid_up', 'Laid up'],
  ['A', 'awaiting', 'Awaiting'],
  ['S', 'ship_to_ship', 'Ship to ship'],
  ['X', 'breaking', 'Breaking'],
  ['T', 'sea_trial', 'Sea trial'],
  ['N', 'none_visible', 'None'],
  ['U', 'unknown', 'Unknown'],
]

export const activityKeys: readonly LabelKey[] = activityLetters.map(([key, code, short]) => ({
  action: `label.activity.${code}`,
  key,
  label: code === 'unknown' ? 'Activity unknown' : activities[code].label,
  short,
  meaning: activities[code].meaning,
  patch: { activity: code },
  context: 'activity',
}))

const confidenceDigits: readonly [string, ClassConfidence][] = [
  ['Shift+1', 'certain'],
  ['Shift+2', 'probable'],
  ['Shift+3', 'possible'],
]

export const confidenceKeys: readonly LabelKey[] = confidenceDigits.map(([key, code]) => ({
  action: `label.confidence.${code}`,
  key,
  label: classConfidences[code].label,
  short: classConfidences[code].label,
  meaning: classConfidences[code].meaning,
  patch: { class_confidence: code },
}))
