import { timeConfirmed } from '../../src/domain/acquired.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import type { ProjectState } from './project-store.ts'

/** A remark on a scene that came in, as it stands among the problems. `path` is the scene's file. */
export function sceneRemark(path: string, what: string): ProblemReport {
  return {
    code: 'scene/doubtful',
    subject: fileName(path),
    what,
    do: 'Look at the scene details and decide.',
  }
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** What is still wrong: doubts of a scene's time are settled while it is confirmed. */
export function openProblems({
  problems,
  index,
  facts,
}: Pick<ProjectState, 'problems' | 'index' | 'facts'>): readonly ProblemReport[] {
  const settled = new Set<string>()
  for (const scene of index.scenes.values()) {
    if (scene.path === null || !timeConfirmed(scene)) continue
    for (const doubt of facts.get(scene.uid)?.time_doubts ?? [])
      settled.add(keyOf(sceneRemark(scene.path, doubt)))
  }
  return problems.filter((report) => !settled.has(keyOf(report)))
}

const keyOf = ({ subject, what }: ProblemReport) => `${subject}\n${what}`
