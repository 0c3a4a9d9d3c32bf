import { dayOnly, showAcquired, timeConfirmed } from '../../../src/domain/acquired.ts'
import type { SceneFacts } from '../../../src/contract/scene-file.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { acquiredSources } from '../../../src/domain/vocabulary.ts'
import { acquisitionOfName } from '../../../src/raster/acquisition/product-names.ts'

/**
 * Where a scene's time comes from: the kind of source and, where it is known, the rule: "file name: PlanetScope file
 * name". A rule of names is known from the name alone; for the others the file has to be asked.
 */
export function timeSource(scene: Scene, facts: SceneFacts | undefined): string {
  if (scene.acquired_from === null) return 'none'
  const kind = acquiredSources[scene.acquired_from].label.toLowerCase()
  const rule = ruleOf(scene, facts)
  return rule === null ? kind : `${kind}: ${rule}`
}

function ruleOf(scene: Scene, facts: SceneFacts | undefined): string | null {
  if (scene.acquired_from === 'analyst') return null
  if (facts !== undefined && facts.acquired_at === scene.acquired_at) return facts.acquired_rule
  if (scene.acquired_from !== 'filename' || scene.name === null) return null
  const named = acquisitionOfName(scene.name)
  return named !== null && named.at === scene.acquired_at ? named.rule : null
}

/** How sure the time of a scene is, in one or two words. */
export function timeState(scene: Scene): string {
  if (scene.acquired_at === null) return 'unknown'
  if (scene.acquired_confirmed === 1) return 'confirmed'
  return dayOnly(scene) ? 'only the day is known' : 'not confirmed'
}

/** What stands in the way of a scene and where its sources disagree; doubts of a time only until it is confirmed. */
export function remarksOn(scene: Scene, facts: SceneFacts | undefined): readonly string[] {
  if (facts === undefined) return []
  return timeConfirmed(scene)
    ? facts.problems.filter((problem) => !facts.time_doubts.includes(problem))
    : facts.problems
}

/** What the file says where the project says otherwise, as a sentence; null where they agree or the file is silent. */
export function fileSaysOtherwise(scene: Scene, facts: SceneFacts | undefined): string | null {
  if (facts?.acquired_at == null || facts.acquired_at === scene.acquired_at) return null
  const said = showAcquired(
    { acquired_at: facts.acquired_at, acquired_confirmed: 0, acquired_from: null },
    'second',
  )
  return `The file says ${said} (${facts.acquired_rule ?? 'its metadata'}).`
}
