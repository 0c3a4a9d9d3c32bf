import type { SceneLook, StretchMethod, StretchSource } from '../../../src/contract/scene-look.ts'
import { both, sceneShown, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { combinationsOf, defaultLook, isCombination, withDecibels } from '../scene-look.ts'
import { canLock, isLocked, regionFor, shownLook, stretchShown, type ShownLook } from '../shown-look.ts'

const drawn: Action['when'] = (desk) => shownLook(desk) !== null || 'The scene is still being prepared.'

const stretchable: Action['when'] = (desk) =>
  shownLook(desk)?.look.drawn !== 'palette' || 'The file gives its values their colours.'

const lookShown = both(sceneShown, drawn)

function lookAction(
  id: string,
  label: string,
  keys: readonly string[],
  next: (shown: ShownLook) => SceneLook,
  when: Action['when'] = lookShown,
): Action {
  return {
    id,
    label,
    menu: 'Scene',
    keys,
    when,
    run: (desk) => {
      const shown = shownLook(desk)
      if (shown !== null) desk.session.looks.change(shown.uid, next(shown))
    },
  }
}

function sourceAction(source: StretchSource, label: string, key: string): Action {
  const hasRegion: Action['when'] = (desk) => {
    const region = regionFor(desk, source)
    return typeof region === 'string' ? region : true
  }
  return {
    id: `look.over-${source}`,
    label,
    menu: 'Scene',
    keys: [key],
    when: both(lookShown, stretchable, hasRegion),
    run: (desk) => stretchShown(desk, null, source),
  }
}

function methodAction(id: string, label: string, method: StretchMethod): Action {
  return {
    id,
    label,
    menu: null,
    keys: [],
    when: both(lookShown, stretchable),
    run: (desk) => stretchShown(desk, method, shownLook(desk)?.look.source ?? 'scene'),
  }
}

const gammaStep = 1.15
const withGamma = (look: SceneLook, factor: number): SceneLook => ({
  ...look,
  gamma: Math.min(5, Math.max(0.2, Number((look.gamma * factor).toFixed(3)))),
})

function nextCombination(desk: Desk): void {
  const shown = shownLook(desk)
  if (shown === null) return
  const all = combinationsOf(shown.display)
  const next = all[(all.findIndex((one) => isCombination(shown.look, one)) + 1) % all.length]
  if (next !== undefined) void desk.session.looks.combine(shown.uid, next)
}

/** How the shown scene is drawn. Nothing here changes a sample, and nothing is a step of the history. */
export const lookActions: readonly Action[] = [
  sourceAction('scene', 'Stretch by the whole scene', 'Alt+1'),
  sourceAction('view', 'Stretch by what is in sight', 'Alt+2'),
  sourceAction('place', 'Stretch by this place', 'Alt+3'),
  methodAction('look.percentile-2', 'Stretch 2 to 98 %', { kind: 'percentile', low: 2, high: 98 }),
  methodAction('look.percentile-half', 'Stretch 0.5 to 99.5 %', { kind: 'percentile', low: 0.5, high: 99.5 }),
  methodAction('look.min-max', 'Stretch from lowest to highest', { kind: 'min_max' }),
  methodAction('look.deviations', 'Stretch mean ± 2 standard deviations', { kind: 'deviations', n: 2 }),
  {
    id: 'look.next-bands',
    label: 'Next band combination',
    menu: 'Scene',
    keys: ['Alt+B'],
    when: lookShown,
    run: nextCombination,
  },
  lookAction('look.gamma-down', 'Darker (gamma)', ['Alt+['], ({ look }) => withGamma(look, 1 / gammaStep)),
  lookAction('look.gamma-up', 'Brighter (gamma)', ['Alt+]'], ({ look }) => withGamma(look, gammaStep)),
  lookAction('look.invert', 'Invert', ['Alt+I'], ({ look }) => ({ ...look, inverted: !look.inverted })),
  lookAction(
    'look.decibels',
    'Decibels',
    ['Alt+D'],
    ({ look, display }) => {
      const kind = display.decibels === 'power' ? 'power' : 'amplitude'
      return withDecibels(look, look.decibels === 'none' ? kind : 'none')
    },
    both(
      lookShown,
      (desk) =>
        shownLook(desk)?.look.drawn === 'bands' || 'Only samples themselves can be shown in decibels.',
    ),
  ),
  {
    id: 'look.lock',
    label: 'One look for all scenes of this sensor',
    menu: 'Scene',
    keys: ['Alt+L'],
    when: both(lookShown, canLock),
    run: (desk) => {
      const shown = shownLook(desk)
      if (shown !== null) desk.session.looks.lock(shown.uid, !isLocked(desk))
    },
  },
  lookAction('look.reset', 'Reset display', ['Alt+0'], ({ display }) => defaultLook(display)),
]
