import type { Frame } from '../canvas-layer.ts'
import { isInWindow, type SideWindow, type SideWindows } from '../compare/compare-view.ts'
import { drawLabels, labelsOf } from './footprint-labels.ts'
import type { Shape } from './footprint-shapes.ts'
import type { FootprintOnMap, ScreenBox } from '../map-contract.ts'
import { accent, casing, danger, sideABlue } from './paint.ts'
import type { Side } from '../tools/pen.ts'

/** What of the footprints is drawn, and how. */
export interface FootprintScene {
  readonly shapes: readonly Shape[]
  readonly selection: ReadonlySet<string>
  readonly dimmed: ReadonlySet<string>
  readonly hovered: string | null
  /** A footprint that a tool draws in place of this layer. */
  readonly drawnElsewhere: string | null
  /** Where on the screen the footprints of each date are drawn. */
  readonly windows: SideWindows
  /** Two dates are shown: each has a colour of its own instead of those of the classes. */
  readonly isCompared: boolean
  /** What lies over the picture, in its CSS pixels. */
  readonly covered: readonly ScreenBox[]
}

/** A footprint smaller than this on the screen is drawn as a dot, so that it is not lost. */
const smallestPixels = 5

/** Draws footprints: a thin light line over a dark casing, and a bow mark. */
export function drawFootprints(frame: Frame, scene: FootprintScene): void {
  const visible = inFrame(frame, scene)
  const chosen = visible.filter(({ uid }) => scene.selection.has(uid))
  const hovered = visible.filter(({ uid }) => uid === scene.hovered && !scene.selection.has(uid))
  const rest = visible.filter(({ uid }) => uid !== scene.hovered && !scene.selection.has(uid))
  const dimmed = rest.filter(({ uid }) => scene.dimmed.has(uid))
  const plain = rest.filter(({ uid }) => !scene.dimmed.has(uid))
  const sound = (drawn: readonly Drawn[]) => drawn.filter((one) => troubleOf(one) === undefined)
  const colour = scene.isCompared ? colourOfDate : colourOfClass
  for (const side of ['A', 'B'] as const) {
    clipped(frame, scene.windows[side], () => {
      drawGroups(frame, ofSide(dimmed, side), { alpha: 0.44, line: 1.2, fill: 0 }, colour)
      drawGroups(frame, ofSide(areas(plain), side), { alpha: 0.75, line: 1, fill: 0, dash: [10, 3] }, colour)
      drawGroups(frame, ofSide(sound(there(plain)), side), { alpha: 1, line: 1.4, fill: 0.06 }, colour)
      drawGroups(frame, ofSide(ghosts(plain), side), { alpha: 0.9, line: 1.4, fill: 0, dash: [6, 4] }, colour)
      drawGroups(frame, ofSide(gone(plain), side), { alpha: 0.8, line: 1.2, fill: 0, dash: [2, 4] }, colour)
    })
  }
  drawGroups(frame, hovered, { alpha: 1, line: 2, fill: 0.12 }, colour)
  drawGroups(frame, sound(chosen), { alpha: 1, line: 2.4, fill: 0.12 }, () => accent)
  const unsaved = visible.filter((one) => troubleOf(one) === 'unsaved')
  drawGroups(frame, unsaved, { alpha: 1, line: 2, fill: 0.06, dash: [5, 3] }, () => accent)
  const refused = visible.filter((one) => troubleOf(one) === 'problem')
  drawGroups(frame, refused, { alpha: 1, line: 2.4, fill: 0.12 }, () => danger)
  const labelled = [...chosen, ...hovered, ...plain.filter((one) => isInItsWindow(one, scene.windows))]
  const boxes = labelled.map(({ shape: { footprint }, ...box }) => ({ text: footprint.label, ...box }))
  drawLabels(frame.context, labelsOf(boxes, chosen.length + hovered.length), frame, scene.covered)
}

const troubleOf = ({ shape }: Drawn) => shape.footprint.trouble
const there = (drawn: readonly Drawn[]) => drawn.filter(({ shape }) => shape.footprint.state === undefined)
const ghosts = (drawn: readonly Drawn[]) => drawn.filter(({ shape }) => shape.footprint.state === 'ghost')
const areas = (drawn: readonly Drawn[]) => drawn.filter(({ shape }) => shape.footprint.state === 'place')
const gone = (drawn: readonly Drawn[]) =>
  drawn.filter(({ shape: { footprint } }) => footprint.state === 'gone' || footprint.state === 'unclear')

type Colour = (footprint: FootprintOnMap) => string

const colourOfClass: Colour = ({ side, color }) => (side === 'A' ? sideABlue : color)
/** Blue is date A, amber is date B; what is looked for and what is gone keep their own. */
const colourOfDate: Colour = ({ side, state, color }) =>
  side === 'A' ? sideABlue : state === undefined ? accent : color

interface Drawn {
  readonly uid: string
  readonly shape: Shape
  /** In CSS pixels. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function inFrame(frame: Frame, scene: FootprintScene): Drawn[] {
  const visible: Drawn[] = []
  for (const shape of scene.shapes) {
    const { uid } = shape.footprint
    if (uid === scene.drawnElsewhere) continue
    const [west, south, east, north] = shape.box
    const [x1, y1] = frame.toPixel([west, south])
    const [x2, y2] = frame.toPixel([east, north])
    const [x3, y3] = frame.toPixel([west, north])
    const [x4, y4] = frame.toPixel([east, south])
    const [left, right] = [Math.min(x1, x2, x3, x4), Math.max(x1, x2, x3, x4)]
    const [top, bottom] = [Math.min(y1, y2, y3, y4), Math.max(y1, y2, y3, y4)]
    if (right < -10 || left > frame.width + 10 || bottom < -10 || top > frame.height + 10) continue
    visible.push({ uid, shape, left, right, top, bottom })
  }
  return visible
}

function isInItsWindow({ shape, left, right, top, bottom }: Drawn, windows: SideWindows): boolean {
  return isInWindow(windows[shape.footprint.side], [(left + right) / 2, (top + bottom) / 2])
}

const ofSide = (drawn: readonly Drawn[], side: Side): Drawn[] =>
  drawn.filter(({ shape }) => shape.footprint.side === side)

function clipped({ context, width, height }: Frame, window: SideWindow, draw: () => void): void {
  if (window.kind === 'none') return
  context.save()
  if (window.kind !== 'all') context.beginPath()
  if (window.kind === 'columns') {
    context.rect(window.from, 0, window.to - window.from, height)
    context.clip()
  } else if (window.kind === 'disc') {
    const [x, y] = window.at
    if (!window.isInside) context.rect(0, 0, width, height)
    context.moveTo(x + window.radius, y)
    context.arc(x, y, window.radius, 0, 2 * Math.PI)
    context.clip('evenodd')
  }
  draw()
  context.restore()
}

interface Stroke {
  readonly alpha: number
  readonly line: number
  readonly fill: number
  /** Lengths of the line's pieces and gaps in CSS pixels. */
  readonly dash?: readonly number[]
}

/** So many outlines go into one stroke: one by one they cost twice as much, thousands at once three times as much. */
const outlinesPerStroke = 20
/** The faint fill of an outline is left out where there are so many that it would only cost time. */
const mostFilled = 300

/** Casing first, all of it, then the lines, one colour after the other. */
function drawGroups(frame: Frame, drawn: readonly Drawn[], stroke: Stroke, color: Colour): void {
  const groups = new Map<string, Drawn[]>()
  for (const one of drawn) {
    const { footprint } = one.shape
    const own = color(footprint)
    const group = groups.get(own)
    if (group === undefined) groups.set(own, [one])
    else group.push(one)
  }
  const { context } = frame
  const fills = stroke.fill > 0 && drawn.length <= mostFilled
  context.save()
  context.lineJoin = 'round'
  context.globalAlpha = stroke.alpha
  context.strokeStyle = casing
  context.lineWidth = stroke.line + 2
  inBatches(frame, drawn, () => context.stroke())
  context.lineWidth = stroke.line
  context.setLineDash([...(stroke.dash ?? [])])
  for (const [own, group] of groups) {
    context.strokeStyle = own
    context.fillStyle = own
    inBatches(frame, group, () => {
      context.stroke()
      if (!fills) return
      context.globalAlpha = stroke.alpha * stroke.fill
      context.fill()
      context.globalAlpha = stroke.alpha
    })
  }
  context.restore()
}

function inBatches(frame: Frame, drawn: readonly Drawn[], finish: () => void): void {
  for (let start = 0; start < drawn.length; start += outlinesPerStroke) {
    frame.context.beginPath()
    for (const one of drawn.slice(start, start + outlinesPerStroke)) addOutline(frame, one)
    finish()
  }
}

function addOutline({ matrix, context: path }: Frame, { shape, left, right, top, bottom }: Drawn): void {
  if (right - left < smallestPixels && bottom - top < smallestPixels) {
    path.rect((left + right) / 2 - 2, (top + bottom) / 2 - 2, 4, 4)
    return
  }
  const [a, b, c, d, e, f] = matrix
  shape.corners.forEach(([x, y], index) => {
    const [px, py] = [a * x + c * y + e, b * x + d * y + f]
    if (index === 0) path.moveTo(px, py)
    else path.lineTo(px, py)
  })
  path.closePath()
  shape.bowMark.forEach(([x, y], index) => {
    const [px, py] = [a * x + c * y + e, b * x + d * y + f]
    if (index === 0) path.moveTo(px, py)
    else path.lineTo(px, py)
  })
}
