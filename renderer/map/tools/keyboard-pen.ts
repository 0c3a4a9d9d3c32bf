/** A pen for the keyboard: it stands in the middle of the map, and the map is moved under it. */
export interface KeyboardPen {
  readonly element: HTMLElement
  /**
   * Clicks where the pen stands. On a handle it takes hold instead, until the next press lets go: the map that is
   * moved in between drags the handle.
   */
  press(): void
  /** Stands in the part of the map that is its own now, and shows itself there. */
  stand(): void
  /** The map was divided anew: a pen that is shown stands in the middle of its part again. */
  relaid(): void
  /** The map was moved by keys: what lies under the pen is another place with the next frame, or the next press. */
  follow(): void
  /** Whether a handle is held. */
  holds(): boolean
}

/** The cursors that the tools show over something that can be dragged. */
const draggable = new Set(['grab', 'move'])

/** OpenLayers takes a pointer that moved less, in CSS pixels, for one that stands still. */
const dragTolerance = 1

/** A part of the map in whose middle the pen can stand. */
export interface PenGround {
  readonly element: HTMLElement
  /** Draws it as it was moved to; before that a point of the screen still means the old ground. */
  renderNow(): void
}

/**
 * Speaks in pointer events, so that every tool works by keyboard as it does by mouse.
 * @param grounds all that the pen can stand in
 * @param here the one that it stands in when it is put down; what it holds it holds there
 * @param shown told when it comes, and when the mouse takes over
 */
export function createKeyboardPen(
  grounds: readonly PenGround[],
  here: () => PenGround,
  shown: (isShown: boolean) => void,
): KeyboardPen {
  const element = document.createElement('div')
  element.className = 'map-keyboard-pen'
  element.hidden = true
  let ground = here()
  let holds = false
  let frame: number | null = null

  const send = (type: 'pointermove' | 'pointerdown' | 'pointerup', buttons: 0 | 1, offPixels = 0) => {
    const pane = ground.element
    const viewport = pane.querySelector('.ol-viewport')
    const { left, top, width, height } = pane.getBoundingClientRect()
    const init = { bubbles: true, cancelable: true, isPrimary: true, pointerId: 1, pointerType: 'mouse' }
    const at = { clientX: left + width / 2 + offPixels, clientY: top + height / 2 }
    viewport?.dispatchEvent(
      new PointerEvent(type, { ...init, ...at, button: type === 'pointermove' ? -1 : 0, buttons }),
    )
  }
  const show = (isShown: boolean) => {
    if (element.hidden !== isShown) return
    element.hidden = !isShown
    shown(isShown)
  }
  const place = () => {
    const pane = ground.element
    show(true)
    element.style.left = `${pane.offsetLeft + pane.offsetWidth / 2}px`
    element.style.top = `${pane.offsetTop + pane.offsetHeight / 2}px`
  }

  const catchUp = () => {
    if (frame === null) return
    cancelAnimationFrame(frame)
    frame = null
    ground.renderNow()
    place()
    // OpenLayers calls it a drag once the pointer itself has moved; here the ground moves and the pointer does not.
    if (holds) send('pointermove', 1, dragTolerance + 1)
    send('pointermove', holds ? 1 : 0)
  }

  // A hand on the mouse takes over: what the keyboard held is let go where it is.
  for (const { element: pane } of grounds) {
    pane.addEventListener('pointermove', (event) => {
      if (!event.isTrusted || element.hidden) return
      if (holds) send('pointerup', 0)
      holds = false
      show(false)
    })
  }

  const stand = () => {
    catchUp()
    ground = here()
    ground.renderNow()
    place()
    send('pointermove', 0)
  }

  return {
    element,
    holds: () => holds,
    press() {
      catchUp()
      if (!holds) ground = here()
      ground.renderNow()
      place()
      if (holds) {
        send('pointerup', 0)
        holds = false
        return
      }
      send('pointermove', 0)
      holds = draggable.has(ground.element.style.cursor)
      send('pointerdown', 1)
      if (!holds) send('pointerup', 0)
    },
    stand,
    relaid() {
      if (!element.hidden && !holds) stand()
    },
    follow() {
      frame ??= requestAnimationFrame(catchUp)
    },
  }
}
