import type { Camera } from './camera.ts'
import type { CompareView } from './map-contract.ts'
import type { Pane } from './pane.ts'
import type { ScreenPoint, Side } from './pen.ts'
import type { SceneDrawing } from './scene-drawing.ts'
import type { Drawings } from './shown-scenes.ts'
import { createSwipeDivider } from './swipe-divider.ts'

/** Which date is where on the screen. */
export interface CompareLayout {
  readonly root: HTMLElement
  isSplit(): boolean
  /** Where the divider stands, 0 to 1 from left to right; null without one. */
  divider(): number | null
  /** The panes that are on the screen. */
  panes(): readonly Pane[]
  /** The side that is seen at a point of a pane that shows the side `own` where there are two. */
  sideAt(at: ScreenPoint, own: Side): Side
  setView(view: CompareView): void
  setSwipe(fraction: number): void
  /** Puts the layers of both dates where they belong. */
  layOut(): void
  /** The same where a scene became transparent, or no longer is. */
  layOutLooks(): void
}

export interface CompareHost {
  readonly camera: Camera
  readonly drawings: Drawings
  readonly panes: Readonly<Record<Side, Pane>>
  /** The analyst moved the divider. */
  swiped(fraction: number): void
  redrawFootprints(): void
}

export function createCompareLayout(host: CompareHost): CompareLayout {
  const { drawings, panes, camera } = host
  let view: CompareView = 'single'
  let swipe = 0.5
  let seenThrough = false

  const root = document.createElement('div')
  root.className = 'map-root'
  const divider = createSwipeDivider(root, (fraction) => {
    setSwipe(fraction)
    host.swiped(swipe)
  })
  root.append(panes.A.element, panes.B.element, divider.element)

  const isCompared = () => drawings.A !== null && drawings.B !== null
  const isSplit = () => view === 'side-by-side' && isCompared()
  const isSwiped = () => view === 'swipe' && isCompared()
  /** Through a scene that is made transparent the other one is seen. */
  const isSeenThrough = () => isCompared() && !isSplit() && (drawings.B?.scene.look.opacity ?? 1) < 1

  const clipSides = () => {
    const swiped = isSwiped()
    drawings.A?.clip(0, swiped && !seenThrough ? swipe : 1)
    drawings.B?.clip(swiped ? swipe : 0, 1)
  }

  const layOut = () => {
    const [split, swiped] = [isSplit(), isSwiped()]
    seenThrough = isSeenThrough()
    clipSides()
    root.dataset['compare'] = split ? 'side-by-side' : swiped ? 'swipe' : 'single'
    divider.element.hidden = !swiped
    const { A: a, B: b } = drawings
    const layers = (...shown: (SceneDrawing | null)[]) => shown.flatMap((drawing) => drawing?.layers ?? [])
    panes.A.show(camera.view(), camera.plane(), split ? layers(a) : [])
    panes.B.show(
      camera.view(),
      camera.plane(),
      split ? layers(b) : swiped || seenThrough ? layers(a, b) : layers(b ?? a),
    )
  }

  const setSwipe = (fraction: number) => {
    swipe = Math.min(1, Math.max(0, fraction))
    divider.set(swipe)
    if (!isSwiped()) return
    clipSides()
    host.redrawFootprints()
  }

  return {
    root,
    isSplit,
    divider: () => (isSwiped() ? swipe : null),
    panes: () => (isSplit() ? [panes.A, panes.B] : [panes.B]),
    sideAt([x], own) {
      if (isSplit()) return own
      return isSwiped() && x < swipe * root.clientWidth ? 'A' : 'B'
    },
    setView(next) {
      if (next === view) return
      view = next
      layOut()
    },
    setSwipe,
    layOut,
    layOutLooks() {
      if (isSeenThrough() !== seenThrough) layOut()
    },
  }
}
