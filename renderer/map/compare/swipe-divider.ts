import { dragKnob } from './drag-knob.ts'

/** The line between date A on the left and date B on the right: dragged by its knob, moved by the arrow keys. */
export interface SwipeDivider {
  readonly element: HTMLElement
  /** 0 to 1 from left to right. */
  set(fraction: number): void
  dispose(): void
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowRight: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
}

/** @param moved hears of every movement that the analyst makes */
export function createSwipeDivider(container: HTMLElement, moved: (fraction: number) => void): SwipeDivider {
  let fraction = 0.5
  const element = document.createElement('div')
  element.className = 'map-divider'
  element.tabIndex = 0
  element.setAttribute('role', 'slider')
  element.setAttribute('aria-label', 'Divider between date A and date B')
  element.setAttribute('aria-orientation', 'horizontal')
  element.setAttribute('aria-valuemin', '0')
  element.setAttribute('aria-valuemax', '100')
  const knob = document.createElement('span')
  knob.className = 'map-divider-knob'
  knob.textContent = '\u2194'
  knob.setAttribute('aria-hidden', 'true')
  element.append(knob)

  const set = (next: number) => {
    fraction = Math.min(1, Math.max(0, next))
    element.style.left = `${fraction * 100}%`
    const percent = Math.round(fraction * 100)
    element.setAttribute('aria-valuenow', String(percent))
    element.setAttribute('aria-valuetext', `date A on the left ${percent} %`)
  }
  const move = (next: number) => {
    set(next)
    moved(fraction)
  }

  dragKnob(element, ({ clientX }) => {
    const { left, width } = container.getBoundingClientRect()
    move((clientX - left) / width)
  })
  element.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? null : fraction + step
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    move(next)
  })
  set(fraction)
  return { element, set, dispose: () => element.remove() }
}
