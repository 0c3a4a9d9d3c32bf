import type { Uid } from '../../../src/domain/identifiers.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import type { ProjectIndex } from '../../state/project-index.ts'

const found = new WeakMap<ProjectIndex['scenes'], ReadonlyMap<Uid, Scene>>()

/** For each scene that is the same file as another: that other one, which was there first. */
export function sceneTwins(scenes: ProjectIndex['scenes']): ReadonlyMap<Uid, Scene> {
  const known = found.get(scenes)
  if (known !== undefined) return known
  const first = new Map<string, Scene>()
  const twins = new Map<Uid, Scene>()
  for (const scene of [...scenes.values()].sort(byAge)) {
    if (scene.sha256 === null) continue
    const before = first.get(scene.sha256)
    if (before === undefined) first.set(scene.sha256, scene)
    else twins.set(scene.uid, before)
  }
  found.set(scenes, twins)
  return twins
}

function byAge(a: Scene, b: Scene): number {
  const [left, right] = [`${a.added_at ?? ''} ${a.uid}`, `${b.added_at ?? ''} ${b.uid}`]
  return left < right ? -1 : left > right ? 1 : 0
}
