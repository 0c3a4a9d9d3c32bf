import type { SightingPatch } from '../../../src/domain/sighting.ts'
import {
  berthStates,
  classConfidences,
  vesselClasses,
  type BerthState,
  type ClassConfidence,
  type VesselClass,
} from '../../../src/domain/vocabulary.ts'
import { both, projectWritable, someSelected, type Action } from '../action.ts'

/** A label that one key gives to the selected sightings. */
export interface LabelKey {
  readonly action: string
  readonly key: string
  readonly label: string
  /** As it stands on the strip, where there is little room. */
  readonly short: string
  readonly patch: SightingPatch
}

const classKeys: readonly [string, VesselClass, string][] = [
  ['1', 'cargo.general', 'Cargo'],
  ['2', 'cargo.bulk', 'Bulk'],
  ['3', 'cargo.container', 'Container'],
  ['4', 'tanker.oil', 'Tanker'],
  ['5', 'cargo.roro', 'Ro-ro'],
  ['6', 'passenger.ferry', 'Ferry'],
  ['7', 'work.tug', 'Tug'],
  ['8', 'work.barge', 'Barge'],
  ['9', 'fishing', 'Fishing'],
]

const berthKeys: readonly [string, BerthState, string][] = [
  ['A', 'alongside', 'Alongside'],
  ['R', 'rafted', 'Rafted'],
  ['D', 'dry_dock', 'Dry dock'],
  ['L', 'floating_dock', 'Floating'],
  ['I', 'slipway', 'Slipway'],
  ['C', 'at_anchor', 'Anchor'],
  ['B', 'moored_buoy', 'Buoys'],
  ['W', 'underway', 'Under way'],
  ['G', 'aground', 'Aground'],
  ['U', 'unknown', 'Unknown'],
]

const confidenceKeys: readonly [string, ClassConfidence][] = [
  ['Shift+1', 'certain'],
  ['Shift+2', 'probable'],
  ['Shift+3', 'possible'],
]

export const classLabels: readonly LabelKey[] = classKeys.map(([key, code, short]) => ({
  action: `label.class.${code}`,
  key,
  label: vesselClasses[code].label,
  short,
  patch: { class: code },
}))

export const berthLabels: readonly LabelKey[] = berthKeys.map(([key, code, short]) => ({
  action: `label.berth.${code}`,
  key,
  label: code === 'unknown' ? 'Berth unknown' : berthStates[code].label,
  short,
  patch: { berth_state: code },
}))

export const confidenceLabels: readonly LabelKey[] = confidenceKeys.map(([key, code]) => ({
  action: `label.confidence.${code}`,
  key,
  label: classConfidences[code].label,
  short: classConfidences[code].label,
  patch: { class_confidence: code },
}))

/** Labels by key: number keys for frequent classes, letters for berth states, Shift and a number for confidence. */
export const labelActions: readonly Action[] = [...classLabels, ...berthLabels, ...confidenceLabels].map(
  ({ action, key, label, patch }) => ({
    id: action,
    label: `Label: ${label}`,
    menu: null,
    keys: [key],
    when: both(projectWritable, someSelected),
    run: ({ session, workbench }) => {
      const uids = [...workbench.getState().selection]
      void session.edit({ kind: 'sighting.revise', uids, patch })
    },
  }),
)
