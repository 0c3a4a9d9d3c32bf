import { dragKnob } from './drag-knob.ts'
import type { Lens } from '../map-contract.ts'

/** The rim of the lens: moved and sized by its knobs or by keys. */
export interface LensRing {
  readonly element: HTMLElement
  set(lens: Lens): void
}

export const lensRadii = { least: 40, most: 600 } as const

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const sizes: Readonly<Record<string, number>> = { '+': 10, '=': 10, '-': -10, PageUp: 40, PageDown: -40 }

/** A lens inside of the map, of a size that can be used. */
export function goodLens({ across, down, radius }: Lens): Lens {
  const inside = (fraction: number) => Math.min(1, Math.max(0, fraction))
  const { least, most } = lensRadii
  return { across: inside(across), down: inside(down), radius: Math.min(most, Math.max(least, radius)) }
}

/** @param moved hears of every movement that the analyst makes */
export function createLensRing(container: HTMLElement, moved: (lens: Lens) => void): LensRing {
  let lens: Lens = { across: 0.5, down: 0.5, radius: 160 }
  const element = document.createElement('div')
  element.className = 'map-lens'
  element.tabIndex = 0
  element.setAttribute('role', 'group')
  element.setAttribute('aria-roledescription', 'lens')
  element.setAttribute('aria-label', 'Lens on date A: arrow keys move it, plus and minus size it')

  const set = (next: Lens) => {
    lens = goodLens(next)
    element.style.left = `${lens.across * 100}%`
    element.style.top = `${lens.down * 100}%`
    element.style.setProperty('--lens-radius', `${lens.radius}px`)
  }
  const move = (next: Lens) => {
    set(next)
    moved(lens)
  }

  const knob = (name: string, title: string, drag: (x: number, y: number, box: DOMRect) => Lens) => {
    const made = document.createElement('span')
    made.className = `map-lens-${name}`
    made.title = title
    let off: readonly [number, number] = [0, 0]
    const follow = ({ clientX, clientY }: PointerEvent) => {
      const box = container.getBoundingClientRect()
      move(drag(clientX - off[0] - box.left, clientY - off[1] - box.top, box))
    }
    dragKnob(made, follow, (event) => {
      const { left, top, width, height } = made.getBoundingClientRect()
      off = [event.clientX - left - width / 2, event.clientY - top - height / 2]
      event.preventDefault()
      element.focus()
    })
    element.append(made)
  }
  knob('move', 'Drag the lens', (x, y, { width, height }) => ({
    ...lens,
    across: x / width,
    down: (y - lens.radius) / height,
  }))
  knob('size', 'Drag to size the lens', (x, y, { width, height }) => ({
    ...lens,
    radius: Math.hypot(x - lens.across * width, y - lens.down * height),
  }))

  element.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey) return
    const way = moves[event.key]
    const more = sizes[event.key]
    if (way === undefined && more === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? 1 : 20
    const { width, height } = container.getBoundingClientRect()
    const [x, y] = way ?? [0, 0]
    move({
      across: lens.across + (x * step) / width,
      down: lens.down + (y * step) / height,
      radius: lens.radius + (more ?? 0),
    })
  })
  set(lens)
  return { element, set }
}
