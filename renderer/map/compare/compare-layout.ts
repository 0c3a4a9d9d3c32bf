import { createBlinker } from './blinker.ts'
import { createCamera, type Camera } from '../camera.ts'
import { sideSeenAt, windowsOf, type SideWindows } from './compare-view.ts'
import type { DifferencePair } from './difference-pass.ts'
import { createLensRing } from './lens-ring.ts'
import { firstSettings, type CompareSettings, type CompareView, type MapEvent } from '../map-contract.ts'
import type { Pane } from '../pane.ts'
import type { ScreenPoint, Side } from '../tools/pen.ts'
import type { SceneDrawing } from '../scenes/scene-drawing.ts'
import type { Drawings } from '../scenes/shown-scenes.ts'
import { createSwipeDivider } from './swipe-divider.ts'

/** Which date is where on the screen, and through which camera. */
export interface CompareLayout {
  readonly root: HTMLElement
  isSplit(): boolean
  /** Whether both dates are drawn over each other, or in turn. */
  isOverlaid(): boolean
  /** Whether two dates are on the map. */
  isCompared(): boolean
  /** Where in a pane each date is seen. */
  windows(pane: Side): SideWindows
  /** The panes that are on the screen. */
  panes(): readonly Pane[]
  cameraOf(pane: Side): Camera
  /** The pane that was pointed at last, where there are two that move apart. */
  active(): Side
  /** The pane that the pen was over last. */
  penPane(): Side
  /** The pen is put into a pane, without being moved there. */
  takePen(pane: Side): void
  /** The side that is seen at a point of a pane that shows the side `own` where there are two. */
  sideAt(at: ScreenPoint, own: Side): Side
  set(view: CompareView, settings: CompareSettings): void
  /** The pen is over a pane. */
  pointed(pane: Side, at: ScreenPoint): void
  /** Something is being drawn: what blinks waits. */
  hold(isHeld: boolean): void
  /** Another scene leads: the camera looks in its plane. */
  follow(): void
  /** Puts the layers of both dates where they belong. */
  layOut(): void
  dispose(): void
}

/** Views in which every place shows both dates. */
const overlaid: ReadonlySet<CompareView> = new Set(['blink', 'blend', 'difference'])

export interface CompareHost {
  readonly camera: Camera
  readonly drawings: Drawings
  readonly panes: Readonly<Record<Side, Pane>>
  emit(event: MapEvent): void
  redrawFootprints(): void
}

export function createCompareLayout(host: CompareHost): CompareLayout {
  const { drawings, panes, camera } = host
  let chosen: CompareView = 'single'
  let settings: CompareSettings = firstSettings
  let apart: Camera | null = null
  let active: Side = 'B'
  let penPane: Side = 'B'
  const pair: DifferencePair = { subtrahend: null }

  const root = document.createElement('div')
  root.className = 'map-root'
  const adjust = (moved: Partial<Pick<CompareSettings, 'swipe' | 'lens'>>) => {
    settings = { ...settings, ...moved }
    place()
    host.emit({ type: 'compare-moved', settings: moved })
  }
  const divider = createSwipeDivider(root, (swipe) => adjust({ swipe }))
  const ring = createLensRing(root, (lens) => adjust({ lens }))
  const blinker = createBlinker((side) => {
    place()
    host.emit({ type: 'blinked', side })
  })
  root.append(panes.A.element, panes.B.element, divider.element, ring.element)

  const isCompared = () => drawings.A !== null && drawings.B !== null
  const view = (): CompareView => (isCompared() ? chosen : 'single')
  const isSplit = () => view() === 'side-by-side'
  /** Through a scene that is made transparent the other one is seen. */
  const isSeenThrough = () => isCompared() && !isSplit() && (drawings.B?.scene.look.opacity ?? 1) < 1
  const cameraOf = (pane: Side) => (pane === 'A' && apart !== null ? apart : camera)

  const windows = (pane: Side): SideWindows => {
    if (isSplit())
      return pane === 'A'
        ? { A: { kind: 'all' }, B: { kind: 'none' } }
        : { A: { kind: 'none' }, B: { kind: 'all' } }
    return windowsOf(view(), settings, [root.clientWidth, root.clientHeight], blinker.side())
  }

  /** Tells both drawings where they are seen: nothing is read, and no layer comes or goes. */
  const place = () => {
    const here = windows('B')
    const seen = isSeenThrough()
    const isBlended = view() === 'blend'
    if (isSplit()) for (const side of ['A', 'B'] as const) drawings[side]?.setWindow({ kind: 'all' }, 1)
    else {
      const below = seen || drawings.B === null ? ({ kind: 'all' } as const) : here.A
      drawings.A?.setWindow(view() === 'blink' ? here.A : below, 1)
      drawings.B?.setWindow(here.B, isBlended ? settings.blend : 1)
    }
    divider.set(settings.swipe)
    ring.set(settings.lens)
    host.redrawFootprints()
  }

  const setParts = () => {
    const bands = view() === 'difference' ? settings.difference : null
    const part = (side: Side) =>
      bands === null
        ? null
        : ({
            ...bands[side],
            role: side === 'B' ? 'minuend' : 'subtrahend',
            most: bands.most,
            pair,
          } as const)
    drawings.A?.setPart(part('A'))
    drawings.B?.setPart(part('B'))
  }

  const setCameras = () => {
    const picture = drawings.A?.picture
    if (!isSplit() || settings.linked || picture === undefined) {
      apart = null
      active = 'B'
      return
    }
    if (apart === null) {
      apart = createCamera(() => panes.A.size())
      apart.follow(picture)
      apart.adopt(camera)
    }
    // Where A shows nothing of what B does, it shows itself.
    apart.follow(picture)
  }

  const layOut = () => {
    const now = view()
    const { A: a, B: b } = drawings
    root.dataset['compare'] = now
    divider.element.hidden = now !== 'swipe'
    ring.element.hidden = now !== 'lens'
    if (now === 'blink') blinker.run(settings.switchesPerSecond)
    else blinker.stop()
    setCameras()
    const layers = (...shown: (SceneDrawing | null)[]) => shown.flatMap((drawing) => drawing?.layers ?? [])
    const isAlone = now === 'single' && !isSeenThrough()
    panes.A.show(cameraOf('A').view(), cameraOf('A').plane(), isSplit() ? layers(a) : [])
    panes.B.show(
      camera.view(),
      camera.plane(),
      isSplit() ? layers(b) : isAlone ? layers(b ?? a) : layers(a, b),
    )
    place()
  }

  return {
    root,
    isSplit,
    isOverlaid: () => overlaid.has(view()),
    isCompared: () => view() !== 'single',
    windows,
    panes: () => (isSplit() ? [panes.A, panes.B] : [panes.B]),
    cameraOf,
    active: () => active,
    penPane: () => (isSplit() ? penPane : 'B'),
    sideAt: (at, own) => (isSplit() ? own : sideSeenAt(view(), settings, windows('B'), at)),
    set(next, nextSettings) {
      if (next === chosen && nextSettings === settings) return
      const before = settings
      const isLaidOut =
        next === chosen &&
        before.linked === nextSettings.linked &&
        before.switchesPerSecond === nextSettings.switchesPerSecond
      chosen = next
      settings = nextSettings
      setParts()
      if (isLaidOut) place()
      else layOut()
    },
    takePen(pane) {
      if (apart !== null) active = pane
      penPane = pane
    },
    pointed(pane, at) {
      if (apart !== null) active = pane
      penPane = pane
      if (view() !== 'lens' || !settings.lensFollows) return
      adjust({
        lens: { ...settings.lens, across: at[0] / root.clientWidth, down: at[1] / root.clientHeight },
      })
    },
    hold: (isHeld) => blinker.hold(isHeld),
    follow() {
      const leading = drawings.B ?? drawings.A
      if (leading !== null) camera.follow(leading.picture)
      setParts()
    },
    layOut,
    dispose() {
      blinker.stop()
      root.remove()
    },
  }
}
