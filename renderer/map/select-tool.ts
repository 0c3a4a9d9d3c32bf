import { restingHint, type EditTool } from './edit-tool.ts'
import type { ToolHost } from './hull-tool.ts'
import type { Pen, Tool } from './pen.ts'

/** Picks footprints by a click and hands presses on handles to the edit tool. */
export function createSelectTool(
  host: ToolHost,
  editing: EditTool,
  footprintAt: (pen: Pen) => string | null,
): Tool {
  let hovered: string | null = null

  const hover = (uid: string | null) => {
    if (uid === hovered) return
    hovered = uid
    host.emit({ type: 'hovered', uid })
  }

  return {
    hint: () => restingHint,
    press: (pen, toScreen) => editing.press(pen, toScreen),
    drag: (pen) => editing.drag(pen),
    release: () => editing.release(),
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
    stepBack: () => editing.cancel(),
    paint: (easel) => editing.paint(easel),
  }
}
