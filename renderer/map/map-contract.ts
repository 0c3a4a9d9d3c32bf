import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { LonLat, Polygon } from '../../src/domain/polygon.ts'
import type { Edge } from '../../src/domain/vocabulary.ts'
import type { Problem } from '../../src/domain/problem.ts'
import type { PixelRegion, SceneLook } from '../../src/contract/scene-look.ts'
import type { GroundPose } from './ground-view.ts'

/** A scene as the map draws it. */
export interface SceneOnMap {
  readonly uid: string
  readonly display: SceneDisplay
  readonly look: SceneLook
  /** Co-registration shift in metres, added to where the file says the picture lies. */
  readonly shiftEastM: number
  readonly shiftNorthM: number
  /** For the errors of what is drawn on it; absent or null where it is not known. */
  readonly offNadirDeg?: number | null
  /** Turns its samples into another scene's before the look draws them. */
  readonly match?: MatchTable | null
}

/**
 * Samples of one scene as samples of another, for up to three bands: evenly spaced inputs from `low` to `high` (one
 * for each band), and what each becomes, four numbers an entry of which the last means nothing.
 */
export interface MatchTable {
  readonly low: readonly [number, number, number]
  readonly high: readonly [number, number, number]
  readonly entries: Float32Array
}

/** A footprint as the map draws it. Drawn again only when the object is another one. */
export interface FootprintOnMap {
  readonly uid: string
  readonly geom: Polygon
  /** Stern to bow, degrees clockwise from true north; null where bow and stern cannot be told apart. */
  readonly headingDeg: number | null
  readonly label: string
  /** CSS colour of the outline, by class. */
  readonly color: string
  /** Which date it belongs to: the scene shown (B) or the compared one (A). */
  readonly side: 'A' | 'B'
  /** What the outline follows, for the errors of its measures; absent where it is no sighting. */
  readonly edge?: Edge | null
  /**
   * Absent for what is there. A ghost is looked for and can be reshaped; what is gone, or cannot be told, is shown
   * where it was; a place is an area and no hull.
   */
  readonly state?: 'ghost' | 'gone' | 'unclear' | 'place'
  /** Not in the file yet, or not to be saved as it is. */
  readonly trouble?: 'unsaved' | 'problem'
}

export const compareViews = [
  'single',
  'side-by-side',
  'swipe',
  'lens',
  'blink',
  'blend',
  'difference',
] as const
export type CompareView = (typeof compareViews)[number]

/** The round window of A over B: its middle in fractions of the map's width and height, its radius in CSS pixels. */
export interface Lens {
  readonly across: number
  readonly down: number
  readonly radius: number
}

/** A band of one scene on its way into a difference: `low` becomes 0 and `high` becomes 1, linearly or in decibels. */
export interface DifferenceBand {
  readonly band: number
  readonly low: number
  readonly high: number
  readonly isLogarithmic: boolean
  /** The entry of the scene's match table that its samples go through first; absent: they stay as they are. */
  readonly matchEntry?: number
}

/** What is subtracted: B - A, each as its band says. */
export interface DifferenceBands {
  readonly A: DifferenceBand
  readonly B: DifferenceBand
  /** The difference at which the colours end. */
  readonly most: number
}

/** How the views that compare are set. */
export interface CompareSettings {
  /** Where the divider stands, 0 to 1 from left to right: A is left of it. */
  readonly swipe: number
  /** How much of B is in the blend, 0 to 1. */
  readonly blend: number
  readonly lens: Lens
  /** The lens stays under the pointer. */
  readonly lensFollows: boolean
  /** How often a blink changes the date. */
  readonly switchesPerSecond: number
  /** Both panes show the same ground; without it each has a camera of its own. */
  readonly linked: boolean
  /** Null where the two scenes cannot be subtracted. */
  readonly difference: DifferenceBands | null
}
/** How the views are set until somebody sets them. */
export const firstSettings = {
  swipe: 0.5,
  blend: 0.5,
  lens: { across: 0.5, down: 0.5, radius: 160 },
  lensFollows: false,
  switchesPerSecond: 1.5,
  linked: true,
  difference: null,
} as const satisfies CompareSettings

export type MapTool =
  'select' | 'hull' | 'snap' | 'polygon' | 'ruler' | 'area' | 'place' | 'align' | 'align-area'

/** A beam that is known before it is drawn: so many metres, or a part of the length. `title` for the hint. */
export type BeamPreset = { readonly title: string } & (
  { readonly beamM: number } | { readonly lengthPerBeam: number }
)

/** A rectangle while it is drawn or dragged. Errors are half-widths of a 95 % interval. */
export interface LiveMeasures {
  readonly lengthM: number
  readonly lengthErrorM: number | null
  readonly beamM: number | null
  readonly beamErrorM: number | null
  readonly headingDeg: number
}

/** What the map tells the rest of the window: plain data, longitude and latitude, never an OpenLayers object. */
export type MapEvent =
  | {
      type: 'hull-drawn'
      footprint: Polygon
      /** Null where bow and stern cannot be told apart. */
      headingDeg: number | null
      beamM: number
      /** The scene it was drawn on: the shown one (B) or the compared one (A). */
      side: 'A' | 'B'
    }
  /** The outline of a place was closed. */
  | { type: 'place-drawn'; area: Polygon }
  | { type: 'footprint-reshaped'; uid: string; footprint: Polygon; headingDeg: number | null }
  | { type: 'picked'; uid: string | null; additive: boolean }
  /** A box was drawn around these. */
  | { type: 'picked-many'; uids: readonly string[] }
  | { type: 'hovered'; uid: string | null }
  | {
      type: 'pointer'
      lonLat: LonLat | null
      /** Real samples of all bands under the pointer, where they are known. */
      samples: readonly number[] | null
      /** The scene that is under the pointer. */
      side: 'A' | 'B'
    }
  /**
   * The view moved: how the ground lies on the screen (null: what is shown has no place on it), and how far the scene's
   * grid is turned clockwise (0: upright), whose north misses the true one by a few degrees. `side`: the pane that was
   * moved where each has a camera of its own.
   */
  | { type: 'view'; side: 'A' | 'B'; ground: GroundPose | null; rotationDeg: number }
  /** What the next click of the tool does, for the line at the bottom; and the shape so far. */
  | { type: 'tool-step'; hint: string; measures: LiveMeasures | null }
  /** A tool began to draw, or ended: meanwhile the pen may go anywhere on the map. */
  | { type: 'drawing'; isDrawing: boolean }
  /** The pen in the middle of the map, which keys press, came or went. */
  | { type: 'keyboard-pen'; isShown: boolean }
  /** The tool `align`: a thing was pointed at on one scene, or the picture of B is dragged. */
  | { type: 'align-picked'; side: 'A' | 'B'; lonLat: LonLat }
  | { type: 'align-dragged'; from: LonLat; to: LonLat; isDone: boolean }
  /** The tool `align-area` drew a rectangle along the screen. */
  | { type: 'area-drawn'; area: Polygon }
  /** The analyst moved the divider or the lens. */
  | { type: 'compare-moved'; settings: Partial<Pick<CompareSettings, 'swipe' | 'lens'>> }
  /** The date that is lit now while they blink. */
  | { type: 'blinked'; side: 'A' | 'B' }
  | { type: 'loading'; tilesPending: number }
  | { type: 'scene-failed'; uid: string; problem: Problem }
  /** A tile could not be read from a scene's display pyramid; `isBlank`: nothing of the scene is on the screen. */
  | { type: 'pyramid-damaged'; uid: string; level: number; problem: Problem; isBlank: boolean }

/** A hull of an earlier date, to be found again. */
export interface HullBefore {
  readonly footprint: Polygon
  readonly headingDeg: number | null
  /** It lay free, at anchor or a buoy: it may have turned any way since. */
  readonly maySwing: boolean
}

/** A hull of an earlier date as it lies on a later picture. */
export interface Refitted {
  readonly footprint: Polygon
  /** Stern to bow, degrees clockwise from true north; null where bow and stern cannot be told apart. */
  readonly headingDeg: number | null
  readonly isSure: boolean
}

/** What the tool `align` draws: things picked on both scenes, as they lie now, and the area that is searched. */
export interface AlignMarks {
  readonly points: readonly { readonly onReference: LonLat | null; readonly onScene: LonLat | null }[]
  readonly area: Polygon | null
}

/** A rectangle in CSS pixels, from the upper left corner on. */
export interface ScreenBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The map behind plain data. Nothing of OpenLayers crosses this line. All setters are cheap when nothing changed. */
export interface MapController {
  /** The scene that is looked at and drawn on (B), and the one it is compared with (A). */
  setScenes(shown: SceneOnMap | null, compared: SceneOnMap | null): void
  setCompare(view: CompareView, settings: CompareSettings): void
  setFootprints(footprints: readonly FootprintOnMap[]): void
  setSelection(uids: ReadonlySet<string>): void
  /** Uids whose footprints are dimmed because a filter leaves them out. */
  setDimmed(uids: ReadonlySet<string>): void
  /** What lies over the map, in CSS pixels of the page: labels keep out of there. */
  setCovered(boxes: readonly ScreenBox[]): void
  setTool(tool: MapTool): void
  setAlignMarks(marks: AlignMarks): void
  /** Esc inside a tool: one point back; true when there was one. */
  stepBack(): boolean
  /** Keyboard editing of the selected footprint and panning: direction in screen pixels. */
  pan(dxPixels: number, dyPixels: number): void
  /** The keyboard's click, in the middle of the map; on a handle it takes hold, and lets go the next time. */
  pressAtCentre(): void
  /** Takes the keyboard's pen to the other of two views side by side; a handle that it holds stays where it is. */
  penAcross(): void
  /** Enter: takes what the tool proposes, or ends what it draws; true when there was such a thing. */
  accept(): boolean
  /** Whether the keyboard's pen holds a handle: moving the map drags it. */
  isHolding(): boolean
  /** The beam that the hull tool need not ask for. */
  setBeamPreset(preset: BeamPreset | null): void
  /** Shows what is under the pointer four times as large, as it is in the file. */
  setMagnifier(on: boolean): void
  zoom(steps: number): void
  fitScene(): void
  fitFootprint(uid: string): void
  goTo(lonLat: LonLat, metresPerPixel?: number): void
  /** Metres on the ground for one screen pixel; the middle stays. */
  setScale(metresPerPixel: number): void
  rotate(degrees: number): void
  /** Turns true north to the top of the screen. */
  northUp(): void
  /** The ground that is in sight; null before there is a view, or where it has no place on Earth. */
  areaInView(): Polygon | null
  /** The pixels of the shown scene that are in sight; null where none are. */
  regionInView(): PixelRegion | null
  /** The pixels of the shown scene inside of a polygon of longitudes and latitudes; null where none are. */
  regionOf(polygon: Polygon): PixelRegion | null
  /** Keeps a small picture of the whole scene, with what is in sight of it, in this canvas; null: no more. */
  setOverview(canvas: HTMLCanvasElement | null): void
  /** Brings the place under a point of that canvas (fractions of its width and height) to the middle. */
  goToOverview(across: number, down: number): void
  /**
   * Draws the ground around a place into a canvas as a scene shows it; false where it does not show it.
   * Rejects with the Problem of the scene, or with an AbortError when `signal` aborts.
   */
  drawChip(
    canvas: HTMLCanvasElement,
    scene: SceneOnMap,
    centre: LonLat,
    spanM: number,
    signal: AbortSignal,
  ): Promise<boolean>
  /**
   * Looks for a hull of an earlier date in the samples of the shown scene; null where none of its size is made out.
   * Rejects with the Problem of the scene, or with an AbortError when `signal` aborts.
   */
  refit(hull: HullBefore, signal: AbortSignal): Promise<Refitted | null>
  on(listener: (event: MapEvent) => void): () => void
  dispose(): void
}
