import type { CompareView } from '../../map/map-contract.ts'
import { both, hasScenes, type Action } from '../action.ts'
import { adjusted, type CompareState } from '../compare-state.ts'
import { comparedScenes, whyNotMatched } from '../compared-scenes.ts'
import type { Desk } from '../desk.ts'
import { differenceSetup } from '../difference-setup.ts'

/** The views, in the order in which S goes through them. */
export const viewChoices: readonly { view: CompareView; label: string; id: string; key: string }[] = [
  { view: 'single', label: 'Single', id: 'view.single', key: 'F2' },
  { view: 'side-by-side', label: 'Side by side', id: 'view.side-by-side', key: 'F3' },
  { view: 'swipe', label: 'Swipe', id: 'view.swipe', key: 'F4' },
  { view: 'lens', label: 'Lens', id: 'view.lens', key: 'F5' },
  { view: 'blink', label: 'Blink', id: 'view.blink', key: 'F6' },
  { view: 'blend', label: 'Blend', id: 'view.blend', key: 'F7' },
  { view: 'difference', label: 'Difference', id: 'view.difference', key: 'F8' },
]

/** Whether two scenes are chosen. */
export const twoScenes: Action['when'] = (desk) => {
  const open = hasScenes(desk)
  if (open !== true) return open
  const { shown, compared } = desk.workbench.getState()
  return (shown !== null && compared !== null) || 'Choose a scene A to compare with first.'
}

const compares: Action['when'] = ({ workbench }) =>
  workbench.getState().view !== 'single' || 'Only one scene is shown: choose a view of two first.'

const subtracts: Action['when'] = (desk) => {
  const both = comparedScenes(desk)
  if (both === null) return 'The scenes are still being prepared.'
  const setup = differenceSetup(both, desk.workbench.getState().compare.difference)
  return typeof setup === 'string' ? setup : true
}

const matches: Action['when'] = (desk) => {
  const both = comparedScenes(desk)
  if (both === null) return 'The scenes are still being prepared.'
  return whyNotMatched(both.A.look, both.B.look) ?? true
}

const canShow = (desk: Desk, view: CompareView) =>
  (view === 'single' ? hasScenes : view === 'difference' ? both(twoScenes, subtracts) : twoScenes)(desk) ===
  true

function change({ workbench }: Desk, next: (compare: CompareState) => Partial<CompareState>): void {
  workbench.setState(({ compare }) => ({ compare: { ...compare, ...next(compare) } }))
}

const inView =
  (view: CompareView, why: string): Action['when'] =>
  ({ workbench }) =>
    workbench.getState().view === view || why

function hideAction(side: 'A' | 'B', key: string): Action {
  return {
    id: `compare.hide-${side.toLowerCase()}`,
    label: `Hide hulls of date ${side}`,
    labelNow: ({ workbench }) =>
      `${workbench.getState().compare.hidden[side] ? 'Show' : 'Hide'} hulls of date ${side}`,
    menu: 'View',
    keys: [key],
    when: both(twoScenes, compares),
    run: (desk) => change(desk, ({ hidden }) => ({ hidden: { ...hidden, [side]: !hidden[side] } })),
  }
}

const wanting: Readonly<Partial<Record<CompareView, string>>> = {
  swipe: 'divider',
  blend: 'share of B',
  lens: 'size of the lens',
  blink: 'rate of the blink',
  difference: 'range of the difference',
}

function adjustAction(way: 1 | -1, key: string): Action {
  const word = way > 0 ? 'More' : 'Less'
  return {
    id: way > 0 ? 'compare.more' : 'compare.less',
    label: `${word} of what the view sets`,
    labelNow: ({ workbench }) => {
      const what = wanting[workbench.getState().view]
      return what === undefined ? `${word} of what the view sets` : `${word}: ${what}`
    },
    menu: 'View',
    keys: [key],
    when: both(
      twoScenes,
      compares,
      ({ workbench }) => workbench.getState().view in wanting || 'Side by side there is nothing to set.',
    ),
    run: (desk) => change(desk, (compare) => adjusted(desk.workbench.getState().view, compare, way)),
  }
}

/** The views of two dates, and what is set in them. */
export const compareActions: readonly Action[] = [
  ...viewChoices.map(({ view, label, id, key }): Action => ({
    id,
    label,
    menu: 'View',
    keys: [key],
    when: view === 'single' ? hasScenes : view === 'difference' ? both(twoScenes, subtracts) : twoScenes,
    run: ({ workbench }) => workbench.setState({ view }),
  })),
  {
    id: 'view.cycle',
    label: 'Next view',
    menu: 'View',
    keys: ['S'],
    context: 'compared',
    when: twoScenes,
    run: (desk) => {
      const { view } = desk.workbench.getState()
      const at = viewChoices.findIndex((choice) => choice.view === view)
      const next = [...viewChoices.slice(at + 1), ...viewChoices].find((choice) => canShow(desk, choice.view))
      if (next !== undefined) desk.workbench.setState({ view: next.view })
    },
  },
  {
    id: 'compare.link',
    label: 'Unlink the views of A and B',
    labelNow: ({ workbench }) =>
      workbench.getState().compare.linked ? 'Unlink the views of A and B' : 'Link the views: A goes to B',
    menu: 'View',
    keys: ['L'],
    context: 'side-by-side',
    when: both(
      twoScenes,
      inView('side-by-side', 'Only side by side are there two views that can move apart.'),
    ),
    run: (desk) => change(desk, ({ linked }) => ({ linked: !linked })),
  },
  {
    id: 'compare.pen-across',
    label: "Keyboard's pen to the other date",
    menu: 'View',
    keys: ['Alt+P'],
    when: both(
      twoScenes,
      inView('side-by-side', 'Only side by side is there another view for the pen to go to.'),
      ({ map }) => map.current?.isHolding() !== true || 'Let go of the handle first: Enter.',
    ),
    run: ({ map }) => map.current?.penAcross(),
  },
  {
    id: 'compare.match',
    label: 'Match the histogram of A to B',
    labelNow: ({ workbench }) =>
      workbench.getState().compare.matched ? 'Each date in its own stretch' : 'Match the histogram of A to B',
    menu: 'View',
    keys: ['Alt+M'],
    when: both(twoScenes, compares, matches),
    run: (desk) => change(desk, ({ matched }) => ({ matched: !matched })),
  },
  hideAction('A', 'Alt+A'),
  hideAction('B', 'Alt+Shift+B'),
  adjustAction(-1, 'Alt+ArrowLeft'),
  adjustAction(1, 'Alt+ArrowRight'),
  {
    id: 'compare.lens-follows',
    label: 'Lens follows the pointer',
    menu: 'View',
    keys: [],
    when: both(twoScenes, inView('lens', 'Only the lens can follow the pointer.')),
    run: (desk) => change(desk, ({ lensFollows }) => ({ lensFollows: !lensFollows })),
  },
  {
    id: 'view.filmstrip',
    label: 'Filmstrip of all dates here',
    menu: 'View',
    keys: ['F9'],
    when: hasScenes,
    run: ({ workbench }) => workbench.setState(({ filmstrip }) => ({ filmstrip: !filmstrip })),
  },
]
