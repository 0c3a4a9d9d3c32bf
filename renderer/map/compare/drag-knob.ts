/**
 * Lets a knob over the map be dragged with the main button; the map below hears nothing of it.
 * @param moved hears of every movement while the knob is held
 */
export function dragKnob(
  knob: HTMLElement,
  moved: (event: PointerEvent) => void,
  pressed: (event: PointerEvent) => void = () => undefined,
): void {
  knob.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    knob.setPointerCapture(event.pointerId)
    event.stopPropagation()
    pressed(event)
  })
  knob.addEventListener('pointermove', (event) => {
    if (!knob.hasPointerCapture(event.pointerId)) return
    moved(event)
    event.stopPropagation()
  })
}
