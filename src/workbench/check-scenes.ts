import type { JobContext } from '../contract/define.ts'
import type { ProblemReport } from '../domain/problem.ts'
import { asProblem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import { openFileSource } from '../jobs/file-source.ts'
import { hashSource } from '../jobs/hash-file.ts'
import { reachableScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

/** Scene files that are missing, unreadable, or not the ones that were added, by size and SHA-256. */
export async function checkScenes(
  session: Session,
  signal: AbortSignal,
  progress: JobContext['progress'],
): Promise<ProblemReport[]> {
  const found: ProblemReport[] = []
  for (const scene of session.project.records().scenes) {
    signal.throwIfAborted()
    const problem = await checkScene(session, scene, { signal, progress })
    if (problem !== null) found.push(problem)
  }
  return found
}

async function checkScene(
  session: Session,
  scene: Scene,
  context: JobContext,
): Promise<ProblemReport | null> {
  // A scene that only an import knows has no file to look for.
  if (scene.path === null || scene.path === '') return null
  const subject = scene.name ?? scene.uid
  try {
    const source = await openFileSource(await reachableScenePath(session, scene))
    try {
      const sameSize = scene.size_bytes === null || scene.size_bytes === source.size
      const same = sameSize && (scene.sha256 === null || scene.sha256 === (await hashSource(source, context)))
      return same ? null : changed(subject)
    } finally {
      await source.close()
    }
  } catch (error) {
    context.signal.throwIfAborted()
    return { ...asProblem(error, subject).toReport(), subject }
  }
}

function changed(subject: string): ProblemReport {
  return {
    code: 'file/changed',
    subject,
    what: 'The file is not the one that was added: its size or its SHA-256 differs.',
    do: 'Find the original file and locate it, or add the new one as another scene.',
  }
}
