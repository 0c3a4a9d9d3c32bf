import { expect, it } from 'vitest'
import { offerText } from '../../../renderer/state/carry-offer.ts'
import type { SceneReadiness } from '../../../renderer/state/project-store.ts'
import { displayOf } from '../map/displays.ts'
import { aDesk } from './a-desk.ts'
import { aScene, aSighting } from './records.ts'

const [february, march] = [aScene(2, { acquired_at: '2024-02-01T00:00:00.000Z' }), aScene(1)]

/** A desk that shows March, on which `drawn` are drawn, with a hull of February. */
function inMarch(drawn: readonly number[] = []) {
  const { desk, open } = aDesk()
  const before = aSighting(100, { scene_uid: february.uid, geom: february.geom, lon: 122.05, lat: 29.95 })
  open([before, ...drawn.map((number) => aSighting(number, { scene_uid: march.uid, lon: 122.9 }))], {
    scenes: [february, march],
  })
  const ready: SceneReadiness = { state: 'ready', display: displayOf(null, null) }
  desk.project.setState({ readiness: new Map([[march.uid, ready]]) })
  desk.workbench.setState({ shown: march.uid })
  return desk
}

it.each(['select', 'hull', 'snap'] as const)(
  'the hulls of the last date are offered with the tool "%s" in hand',
  (tool) => {
    const desk = inMarch()
    desk.workbench.setState({ tool })
    expect(offerText(desk)).toBe('1 hull of 2024-02-01 to look for here.')
  },
)

it('nothing is offered to whoever measures, who drew already, or who refused', () => {
  const measuring = inMarch()
  measuring.workbench.setState({ tool: 'area' })
  const refused = inMarch()
  refused.workbench.setState({ carryRefused: march.uid })
  expect([measuring, inMarch([101]), refused].map(offerText)).toEqual([null, null, null])
})
