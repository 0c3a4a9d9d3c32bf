import type { Frame } from '../canvas-layer.ts'

/** How far around the screen a held picture reaches, in CSS pixels: panning that far draws nothing anew. */
const margin = 200

/** A drawing that is too dear to be repeated on every frame of a pan. */
export interface HeldPicture {
  /** Draws the frame; where `hold` is true by moving, or during a zoom stretching, what was drawn before. */
  draw(frame: Frame, hold: boolean): void
  /** What there is to draw is another thing now. */
  drop(): void
}

export function createHeldPicture(drawNew: (frame: Frame) => void): HeldPicture {
  let held: { canvas: HTMLCanvasElement; matrix: Frame['matrix']; width: number; height: number } | null =
    null

  const fill = (frame: Frame) => {
    const canvas = held?.canvas ?? document.createElement('canvas')
    const [width, height] = [frame.width + 2 * margin, frame.height + 2 * margin]
    canvas.width = Math.round(width * frame.pixelRatio)
    canvas.height = Math.round(height * frame.pixelRatio)
    const context = canvas.getContext('2d')
    if (context === null) return null
    const [a, b, c, d, e, f] = frame.matrix
    const matrix = [a, b, c, d, e + margin, f + margin] as const
    context.scale(frame.pixelRatio, frame.pixelRatio)
    drawNew({
      ...frame,
      context,
      width,
      height,
      matrix,
      toPixel: ([x, y]) => [a * x + c * y + e + margin, b * x + d * y + f + margin],
    })
    return { canvas, matrix: frame.matrix, width: frame.width, height: frame.height }
  }

  return {
    draw(frame, hold) {
      if (!hold) {
        held = null
        drawNew(frame)
        return
      }
      const fits = held !== null && held.width === frame.width && held.height === frame.height
      const move = fits && held !== null ? between(held.matrix, frame.matrix) : null
      const panned =
        move !== null && isUnscaled(move) && Math.abs(move[4]) <= margin && Math.abs(move[5]) <= margin
      if (held === null || move === null || (!panned && !frame.moving)) {
        held = fill(frame)
        if (held !== null) put(frame, held.canvas, [1, 0, 0, 1, 0, 0])
      } else {
        put(frame, held.canvas, move)
      }
    },
    drop() {
      held = held === null ? null : { ...held, width: 0 }
    },
  }
}

/** Draws the held canvas, whose upper left corner lies `margin` above and left of the screen's, moved by a matrix. */
function put({ context }: Frame, canvas: HTMLCanvasElement, move: Frame['matrix']): void {
  const ratio = context.getTransform().a
  context.save()
  context.transform(...move)
  context.drawImage(canvas, -margin, -margin, canvas.width / ratio, canvas.height / ratio)
  context.restore()
}

/** From the screen as it was to the screen as it is: the second matrix after the inverse of the first. */
export function between(from: Frame['matrix'], to: Frame['matrix']): Frame['matrix'] {
  const [a, b, c, d, e, f] = from
  const determinant = a * d - b * c
  const [ia, ib, ic, id] = [d / determinant, -b / determinant, -c / determinant, a / determinant]
  const [ta, tb, tc, td, te, tf] = to
  const [ma, mb] = [ta * ia + tc * ib, tb * ia + td * ib]
  const [mc, md] = [ta * ic + tc * id, tb * ic + td * id]
  return [ma, mb, mc, md, te - ma * e - mc * f, tf - mb * e - md * f]
}

const isUnscaled = ([a, b, c, d]: Frame['matrix']): boolean =>
  Math.abs(a - 1) < 1e-9 && Math.abs(b) < 1e-9 && Math.abs(c) < 1e-9 && Math.abs(d - 1) < 1e-9
