import { stat } from 'node:fs/promises'
import type { EditResult } from '../contract/api.ts'
import type { JobContext } from '../contract/define.ts'
import type { SceneFileStates } from '../contract/scene-file.ts'
import type { Uid } from '../domain/identifiers.ts'
import type { Scene } from '../domain/scene.ts'
import { sha256OfFile, sharedProgress } from './hash-scene-file.ts'
import { scenePath, sceneFileStates } from './scene-files.ts'
import type { Session } from './session.ts'

interface Fingerprints {
  readonly result: EditResult | null
  readonly files: SceneFileStates
}

/**
 * Reads scene files through. A scene without a SHA-256 gets it; the others are held against theirs. What was read
 * before a cancel is kept.
 */
export async function fingerprintScenes(
  session: Session,
  uids: readonly Uid[],
  context: JobContext,
): Promise<Fingerprints> {
  const found = new Map<Uid, string>()
  try {
    await readThrough(session, uids, context, (scene, sha256) => {
      if (scene.sha256 === null) found.set(scene.uid, sha256)
    })
  } catch (error) {
    await session.recordSha256(found)
    throw error
  } finally {
    await session.stamps.save()
  }
  const now = uids.map((uid) => session.project.get('scenes', uid)).filter((scene) => scene !== null)
  const files = [...(await sceneFileStates(session, now))].map(([uid, state]) => ({
    uid,
    state: state === 'unverified' && found.has(uid) ? ('there' as const) : state,
  }))
  // Last, so that no later edit of these scenes is answered before.
  const result = await session.recordSha256(found)
  return { result, files }
}

async function readThrough(
  session: Session,
  uids: readonly Uid[],
  context: JobContext,
  hear: (scene: Scene, sha256: string) => void,
): Promise<void> {
  const { project } = session
  const wanted: { scene: Scene; path: string; bytes: number }[] = []
  for (const uid of uids) {
    const scene = project.get('scenes', uid)
    const path = scene === null ? null : await scenePath(session, scene)
    const file = path === null ? null : await stat(path).catch(() => null)
    if (scene === null || path === null || file?.isFile() !== true) continue
    // Another size is another content: nothing to be read.
    if (scene.size_bytes !== null && scene.size_bytes !== file.size) continue
    wanted.push({ scene, path, bytes: file.size })
  }
  const all = sharedProgress(
    context,
    wanted.reduce((sum, { bytes }) => sum + bytes, 0),
  )
  for (const { scene, path, bytes } of wanted) {
    context.signal.throwIfAborted()
    // Nobody waits for the scenes of a project that was closed.
    if (session.project !== project) return
    const sha256 = await sha256OfFile(session.stamps, path, all.next(bytes)).catch(() => null)
    context.signal.throwIfAborted()
    // A file that vanished or cannot be read meanwhile is told by its state.
    if (sha256 !== null) hear(scene, sha256)
  }
}
