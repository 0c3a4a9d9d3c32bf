import { restingHint, type EditTool } from './edit-tool.ts'
import type { ToolHost } from './hull-tool.ts'
import { paintBox } from '../footprints/paint.ts'
import { clickTolerance, distanceBetween, type Pen, type ScreenPoint, type Tool } from './pen.ts'

/**
 * Picks footprints by a click, several by a box drawn with Shift, and hands presses on handles to the edit tool. A press
 * on a hull itself drags the map and never the hull.
 */
export function createSelectTool(
  host: ToolHost,
  editing: EditTool,
  footprintAt: (pen: Pen) => string | null,
  footprintsIn: (from: ScreenPoint, to: ScreenPoint, pen: Pen) => readonly string[],
): Tool {
  let box: { from: Pen; to: Pen } | null = null

  let hovered: string | null = null

  const hover = (uid: string | null) => {
    if (uid === hovered) return
    hovered = uid
    host.emit({ type: 'hovered', uid })
  }

  return {
    hint: () => restingHint,
    press(pen, toScreen) {
      if (editing.press(pen, toScreen)) return true
      if (!pen.shift) return false
      box = { from: pen, to: pen }
      return true
    },
    drag(pen) {
      if (box === null) {
        editing.drag(pen)
        return
      }
      box = { ...box, to: pen }
      host.emit({ type: 'tool-step', hint: 'Let go to select all that the box touches.', measures: null })
      host.repaint()
    },
    release(pen) {
      if (box === null) {
        editing.release()
        return
      }
      const { from } = box
      box = null
      host.emit({ type: 'tool-step', hint: restingHint, measures: null })
      host.repaint()
      // With Shift a click adds, or takes away.
      if (distanceBetween(from.at, pen.at) < clickTolerance)
        host.emit({ type: 'picked', uid: footprintAt(pen), additive: true })
      else host.emit({ type: 'picked-many', uids: footprintsIn(from.at, pen.at, from) })
    },
    move(pen, toScreen) {
      const cursor = editing.cursorAt(pen, toScreen)
      const found = footprintAt(pen)
      hover(cursor === null ? found : null)
      return cursor ?? (found === null ? 'default' : 'pointer')
    },
    click(pen, toScreen) {
      if (editing.cursorAt(pen, toScreen) !== null) return
      host.emit({ type: 'picked', uid: footprintAt(pen), additive: pen.shift || pen.control })
    },
    leave: () => hover(null),
    stepBack() {
      if (box === null) return editing.cancel()
      box = null
      host.repaint()
      return true
    },
    paint(easel) {
      editing.paint(easel)
      if (box !== null && easel.hasPen) paintBox(easel, box.from.at, box.to.at)
    },
  }
}
