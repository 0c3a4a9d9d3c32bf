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
  readonly patch: SightingPatch
}

const classKeys: readonly [string, VesselClass][] = [
  ['1', 'cargo.general'],
  ['2', 'cargo.bulk'],
  ['3', 'cargo.container'],
  ['4', 'tanker.oil'],
  ['5', 'cargo.roro'],
  ['6', 'passenger.ferry'],
  ['7', 'work.tug'],
  ['8', 'work.barge'],
  ['9', 'fishing'],
]

const berthKeys: readonly [string, BerthState][] = [
  ['A', 'alongside'],
  ['R', 'rafted'],
  ['D', 'dry_dock'],
  ['L', 'floating_dock'],
  ['I', 'slipway'],
  ['C', 'at_anchor'],
  ['B', 'moored_buoy'],
  ['W', 'underway'],
  ['G', 'aground'],
  ['U', 'unknown'],
]

const confidenceKeys: readonly [string, ClassConfidence][] = [
  ['Shift+1', 'certain'],
  ['Shift+2', 'probable'],
  ['Shift+3', 'possible'],
]

export const classLabels: readonly LabelKey[] = classKeys.map(([key, code]) => ({
  action: `label.class.${code}`,
  key,
  label: vesselClasses[code].label,
  patch: { class: code },
}))

export const berthLabels: readonly LabelKey[] = berthKeys.map(([key, code]) => ({
  action: `label.berth.${code}`,
  key,
  label: code === 'unknown' ? 'Berth unknown' : berthStates[code].label,
  patch: { berth_state: code },
}))

export const confidenceLabels: readonly LabelKey[] = confidenceKeys.map(([key, code]) => ({
  action: `label.confidence.${code}`,
  key,
  label: classConfidences[code].label,
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
