import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Granted } from '../../src/contract/bridge.ts'
import type { BackupInfo } from '../../src/contract/rescue.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import { usualKeymap, type Keymap } from '../../src/contract/keymap.ts'
import type { Bookmark, SceneLook } from '../../src/contract/scene-look.ts'
import type { Polygon } from '../../src/domain/polygon.ts'
import type { Notation } from '../../src/geodesy/coordinates-text.ts'
import type { CompareView, MapTool, MatchTable } from '../map/map-contract.ts'
import type { BeamSource } from './beam-preset.ts'
import type { Coloring } from './footprint-colors.ts'
import type { Nudge } from './nudge.ts'
import type { Carry } from './carry-forward.ts'
import type { Alignment } from './alignment.ts'
import { firstCompare, type CompareState } from './compare-state.ts'
import type { KeyContext } from './key-context.ts'
import type { LabelPatch } from './label-keys.ts'

export type LowTab = 'sightings' | 'changes' | 'vessels' | 'places' | 'absences' | 'problems'
export type DialogName =
  | 'export'
  | 'import'
  | 'keys'
  | 'keymap'
  | 'palette'
  | 'scene'
  | 'analyst'
  | 'go-to'
  | 'bookmark'
  | 'place'
  | 'rescue'
  | 'diagnostics'
  | 'pyramids'

/** A label key that waits for its second key, for as long as the same sightings stay selected. */
export interface LabelStep {
  readonly context: KeyContext
  readonly selection: ReadonlySet<Uid>
}

/** What was last said of one selection by label keys, strip or form. */
export interface LastLabel {
  readonly patch: LabelPatch
  readonly selection: ReadonlySet<Uid>
}

/** What is chosen in the table of changes. */
export interface ChangesChoice {
  /** The row that keys are about, and where it stood. */
  readonly row: { readonly key: string; readonly at: number } | null
  /** The row whose ship is the same as that of another row, until that is named. */
  readonly marked: string | null
  /** Whether keys go to the table. */
  readonly focused: boolean
}

/** Which sightings the table shows and the map draws at full strength. */
export interface SightingFilter {
  readonly text: string
  /** A class code or a group of classes; null: any. */
  readonly classCode: string | null
  /** Only those of this place; null: of any, and of none. */
  readonly place: Uid | null
  /** Only those of the scene that is shown. */
  readonly thisScene: boolean
}

/** Something to tell: a problem, or that a thing was done. */
export interface Notice {
  readonly id: number
  readonly tone: 'problem' | 'done'
  readonly report: Pick<ProblemReport, 'subject' | 'what' | 'do'>
}

/** Work that the core does for the window; `total` 0 while its extent is unknown. */
export interface Job {
  readonly id: number
  readonly title: string
  readonly done: number
  readonly total: number
  readonly what: string
  /** In words; empty where it is not known. */
  readonly timeLeft: string
  readonly cancel: () => void
}

/** A project and its backups; `file` and `problem` are null for the project that is open. */
export interface Rescue {
  readonly file: Granted | null
  readonly problem: ProblemReport | null
  readonly backups: readonly BackupInfo[]
}

/** What the window remembers that is not in the project: what is shown, chosen and open. */
export interface WorkbenchState {
  /** The scene that is looked at and drawn on (B). */
  readonly shown: Uid | null
  /** The scene that it is compared with (A). */
  readonly compared: Uid | null
  readonly view: CompareView
  readonly tool: MapTool
  /** Whether keys go to the map. */
  readonly mapFocused: boolean
  /** Where the hull tool takes a beam from before it is drawn. */
  readonly beamSource: BeamSource
  /** The beam of the hull that was drawn last. */
  readonly lastBeamM: number | null
  /** What is being moved or turned by keys and is not in the file yet. */
  readonly nudge: Nudge | null
  /** Hulls to be pasted on another date. */
  readonly copied: readonly Uid[]
  /** What the colour of footprints tells. */
  readonly coloring: Coloring
  readonly selection: ReadonlySet<Uid>
  readonly hovered: Uid | null
  readonly looks: ReadonlyMap<Uid, SceneLook>
  /** Sensors (`sensorKeyOf`) whose scenes share one look. */
  readonly lockedSensors: ReadonlySet<string>
  readonly bookmarks: readonly Bookmark[]
  /** How positions are written. */
  readonly notation: Notation
  /** Whether the small picture of the whole scene is shown. */
  readonly overview: boolean
  /** Whether the fields of the display panel are unfolded. */
  readonly displayOpen: boolean
  readonly filter: SightingFilter
  readonly tab: LowTab
  readonly dialog: DialogName | null
  /** The scene whose details the dialog `scene` edits. */
  readonly dialogScene: Uid | null
  /** A file of sightings that was dropped, for the import dialog. */
  readonly dropped: Granted | null
  /** What the dialog `pyramids` shows; null until it was asked for. */
  readonly pyramidRoom: { readonly bytes: number; readonly files: number } | null
  /** What the dialog `diagnostics` shows and copies. */
  readonly diagnostics: string
  /** What the dialog `rescue` is about: the open project, or a damaged one that could not be opened. */
  readonly rescue: Rescue | null
  /** The core is making a backup by itself. */
  readonly backingUp: boolean
  readonly changes: ChangesChoice
  /** Changes along all scenes of a place (null: of the project) instead of between A and B; null: between those. */
  readonly changesAlong: { readonly place: Uid | null } | null
  /** The laying of B over A while it is tried; null: no. */
  readonly alignment: Alignment | null
  readonly compare: CompareState
  /** What brings one scene's histogram to another's, by `matchKey`. */
  readonly matches: ReadonlyMap<string, MatchTable>
  /** Whether the filmstrip of all dates is shown. */
  readonly filmstrip: boolean
  readonly labelStep: LabelStep | null
  readonly lastLabel: LastLabel | null
  /** Whether each hull that is drawn gets the last label at once. */
  readonly repeatsLabel: boolean
  /** Hulls of an earlier date that are looked for on the scene that is shown. */
  readonly carry: Carry | null
  /** The scene for which carrying forward was offered and refused. */
  readonly carryRefused: Uid | null
  /** The place that is being watched. */
  readonly place: Uid | null
  /** An outline that the dialog `place` gives a name. */
  readonly newArea: Polygon | null
  /** Keys that are other than usual, and labels of the analyst's own. */
  readonly keymap: Keymap
  readonly notices: readonly Notice[]
  readonly jobs: readonly Job[]
  readonly analyst: string
  readonly version: string
  readonly recent: readonly { grant: string; name: string; folder: string; openedAt: string }[]
  /** `starting` until the core has answered, `stopped` when it ended. */
  readonly core: 'starting' | 'ready' | 'stopped'
  /** Opening or making a project. */
  readonly opening: boolean
}

export type WorkbenchStore = StoreApi<WorkbenchState>

export const noFilter: SightingFilter = { text: '', classCode: null, place: null, thisScene: true }

const initial: WorkbenchState = {
  shown: null,
  compared: null,
  view: 'single',
  tool: 'select',
  mapFocused: false,
  beamSource: 'off',
  lastBeamM: null,
  nudge: null,
  copied: [],
  coloring: 'class',
  selection: new Set(),
  hovered: null,
  looks: new Map(),
  lockedSensors: new Set(),
  bookmarks: [],
  notation: 'decimal',
  overview: true,
  displayOpen: true,
  filter: noFilter,
  tab: 'sightings',
  dialog: null,
  dialogScene: null,
  dropped: null,
  diagnostics: '',
  pyramidRoom: null,
  rescue: null,
  backingUp: false,
  changes: { row: null, marked: null, focused: false },
  changesAlong: null,
  alignment: null,
  compare: firstCompare,
  matches: new Map(),
  filmstrip: false,
  labelStep: null,
  lastLabel: null,
  repeatsLabel: false,
  carry: null,
  carryRefused: null,
  place: null,
  newArea: null,
  keymap: usualKeymap,
  notices: [],
  jobs: [],
  analyst: '',
  version: '',
  recent: [],
  core: 'starting',
  opening: false,
}

export function createWorkbenchStore(): WorkbenchStore {
  return createStore<WorkbenchState>(() => initial)
}

/** What belongs to one project goes back to its beginning. */
export function forgetProject(store: WorkbenchStore): void {
  const { shown, compared, view, tool, selection, hovered, looks, lockedSensors, filter, tab } = initial
  const chosen = { shown, compared, view, tool, selection, hovered, looks, lockedSensors, filter, tab }
  const { labelStep, lastLabel, repeatsLabel, carry, carryRefused, place, changes, compare, matches } =
    initial
  const begun = { labelStep, lastLabel, repeatsLabel, carry, carryRefused, place, changes, compare, matches }
  const { lastBeamM, nudge, copied } = initial
  store.setState({
    ...chosen,
    ...begun,
    lastBeamM,
    nudge,
    copied,
    alignment: null,
    changesAlong: null,
    dialog: null,
  })
}

export function select(store: WorkbenchStore, uids: Iterable<Uid>): void {
  store.setState({ selection: new Set(uids) })
}

/** Adds `uid` to the selection, or takes it out. */
export function toggleSelected(store: WorkbenchStore, uid: Uid): void {
  const next = new Set(store.getState().selection)
  if (!next.delete(uid)) next.add(uid)
  store.setState({ selection: next })
}

let nextNotice = 1

/** Shows a notice until it is closed; the same words are shown once. At most four stay. */
export function notify(store: WorkbenchStore, tone: Notice['tone'], report: Notice['report']): void {
  const same = (notice: Notice) =>
    notice.report.subject === report.subject && notice.report.what === report.what
  store.setState(({ notices }) => ({
    notices: [...notices.filter((notice) => !same(notice)), { id: nextNotice++, tone, report }].slice(-4),
  }))
}

export function closeNotice(store: WorkbenchStore, id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

export function openDialog(store: WorkbenchStore, dialog: DialogName | null, scene: Uid | null = null): void {
  store.setState({ dialog, dialogScene: scene })
}
