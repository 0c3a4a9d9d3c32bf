import { expect, it } from 'vitest'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { aDesk } from './a-desk.ts'
import { aScene, uidOf } from './records.ts'

const [april, march, february] = [4, 3, 2].map((month) =>
  aScene(month, { acquired_at: `2024-0${month}-01T00:00:00.000Z` }),
)

it('shows the date before a scene that an undo takes out of the project, and the first that comes back', () => {
  const found = aDesk()
  const scenes = [april, march, february].flatMap((scene) => scene ?? [])
  const left = (...kept: readonly (typeof april)[]) => {
    const records = { sightings: [], absences: [], vessels: [], places: [] }
    const index = buildIndex({ scenes: kept.flatMap((scene) => scene ?? []), ...records })
    found.desk.project.setState({ index })
    const { shown, compared } = found.desk.workbench.getState()
    return [shown, compared]
  }
  found.open([], { scenes })
  found.desk.workbench.setState({ shown: uidOf(4), compared: uidOf(2) })
  expect(left(march, february)).toEqual([uidOf(3), uidOf(2)])
  expect(left(march)).toEqual([uidOf(3), null])
  expect(left()).toEqual([null, null])
  expect(left(february)).toEqual([uidOf(2), null])
})
