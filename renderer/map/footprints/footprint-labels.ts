import type { ScreenBox } from '../map-contract.ts'
import { mapFont } from './paint.ts'

/** A label and the box of the footprint that it belongs to, in CSS pixels. */
export interface Label {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly middle: number
  readonly strength: number
}

/** A footprint has to be so long on the screen for a label beside it. */
const leastLabelled = 14
/** Where very many are in sight, room for a label is looked for beside so many of the largest: more cost time. */
const mostTried = 600
const lineHeight = 15
const gap = 8

/** Draws labels beside their footprints, to the right, else to the left; one that would cover another is left out. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  size: { readonly width: number; readonly height: number },
  covered: readonly ScreenBox[],
): void {
  context.save()
  context.font = `550 11.5px ${mapFont}`
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  const places = placeLabels(labels, size, (text) => context.measureText(text).width, covered)
  for (const { label, x } of places) {
    context.globalAlpha = label.strength
    context.lineWidth = 3
    context.strokeStyle = 'rgb(0 0 0 / 75%)'
    context.strokeText(label.text, x, label.middle)
    context.fillStyle = '#fff'
    context.fillText(label.text, x, label.middle)
  }
  context.restore()
}

/**
 * Where labels go, those first in the list first. `x` is the left end of the text.
 * @param covered what lies over the map there, so that a label would be hidden
 */
export function placeLabels(
  labels: readonly Label[],
  size: { readonly width: number; readonly height: number },
  widthOf: (text: string) => number,
  covered: readonly ScreenBox[] = [],
): { readonly label: Label; readonly x: number }[] {
  const taken: ScreenBox[] = [...covered]
  const places: { label: Label; x: number }[] = []
  for (const label of labels) {
    if (label.text === '' || label.middle < 0 || label.middle > size.height) continue
    const width = widthOf(label.text)
    for (const x of [label.right + gap, label.left - gap - width]) {
      const box = {
        left: x - 2,
        right: x + width + 2,
        top: label.middle - lineHeight / 2,
        bottom: label.middle + lineHeight / 2,
      }
      if (box.left < 0 || box.right > size.width) continue
      const covered = taken.some(
        (other) =>
          box.left < other.right &&
          box.right > other.left &&
          box.top < other.bottom &&
          box.bottom > other.top,
      )
      if (covered) continue
      taken.push(box)
      places.push({ label, x })
      break
    }
  }
  return places
}

/** What a label belongs to, in CSS pixels. */
export interface LabelledBox {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Labels in the order in which they get their place: what is selected or pointed at, then the largest on the ground, so
 * that the same ones stay while the map moves.
 * @param foremost how many of the first matter whatever their size
 */
export function labelsOf(boxes: readonly LabelledBox[], foremost: number): Label[] {
  const extentOf = ({ left, right, top, bottom }: LabelledBox): number => Math.max(right - left, bottom - top)
  const large = boxes
    .slice(foremost)
    .filter(({ text }) => text !== '')
    .map((box) => ({ box, extent: extentOf(box) }))
    .filter(({ extent }) => extent > leastLabelled)
    .sort((a, b) => b.extent - a.extent)
    .slice(0, mostTried)
    .map(({ box }) => box)
  return [...boxes.slice(0, foremost), ...large].map(({ text, left, right, top, bottom }) => ({
    text,
    left,
    right,
    middle: (top + bottom) / 2,
    strength: 1,
  }))
}
