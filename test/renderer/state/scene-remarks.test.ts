import { expect, it } from 'vitest'
import type { SceneFacts } from '../../../src/contract/scene-file.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { openProblems, sceneRemark } from '../../../renderer/state/scene-remarks.ts'
import { aScene } from './records.ts'

const doubt = 'Only the day of acquisition is known (NAIP file name).'
const other =
  'EPSG:26914 is placed without its shift grid: expect an accuracy of about 4 m instead of 0.05 m.'
const [first, second] = ['/yard/m_20180716.tif', 'C:\\yard\\m_20090818.tif']
const problems = [sceneRemark(first, doubt), sceneRemark(first, other), sceneRemark(second, doubt)]

function openWith(confirmed: 0 | 1) {
  const scenes = [
    aScene(1, { path: first, acquired_confirmed: confirmed }),
    aScene(2, { path: second, acquired_confirmed: 0 }),
  ]
  const facts = { problems: [doubt, other], time_doubts: [doubt] } as unknown as SceneFacts
  const index = buildIndex({ scenes, sightings: [], vessels: [], places: [], absences: [] })
  return openProblems({ problems, index, facts: new Map(scenes.map(({ uid }) => [uid, facts])) })
}

it('a confirmed time settles the doubts of it, of that scene alone, and no other remark', () => {
  expect(openWith(1)).toEqual([sceneRemark(first, other), sceneRemark(second, doubt)])
})

it('taking the confirmation back opens them again', () => {
  expect(openWith(0)).toEqual(problems)
})
