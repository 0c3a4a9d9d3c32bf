import { createHash } from 'node:crypto'
import { askedAtOnce, type OutsideScenes, type SceneFileStates } from '../contract/scene-file.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { visible } from '../domain/visible.ts'
import { outsideScenes } from './scene-files.ts'
import type { Session } from './session.ts'
import { statesOf } from './watch-scenes.ts'

type Outside = Awaited<ReturnType<typeof outsideScenes>>

/** What the analyst is asked about the paths of these scenes; no file is looked at for it. */
export async function scenesToAskAbout(session: Session, uids: readonly Uid[]): Promise<OutsideScenes> {
  const outside = await outsideOf(session, uids)
  const byPath = outside.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
  const asked = byPath.slice(0, askedAtOnce)
  return {
    scenes: asked.map(({ uid, path }) => ({ uid, path: visible(path) })),
    more: outside.length - asked.length,
    listed: fingerprint(asked),
  }
}

/**
 * Takes the analyst's yes to a list: from now on these paths are followed on this machine.
 * @throws Problem `record/conflict` where they are no longer the paths that were listed, and confirms none then
 */
export async function followScenes(
  session: Session,
  { uids, listed }: { readonly uids: readonly Uid[]; readonly listed: string },
): Promise<SceneFileStates> {
  const outside = await outsideOf(session, uids)
  if (fingerprint(outside) !== listed)
    throw new Problem(
      'record/conflict',
      'The paths of the scenes',
      'Another program changed them since they were listed, so none was followed.',
      'Read the list again.',
    )
  await session.confirmPaths(outside.map(({ path }) => path))
  return await statesOf(session, uids)
}

async function outsideOf(session: Session, uids: readonly Uid[]): Promise<Outside> {
  const scenes = uids.map((uid) => session.project.get('scenes', uid)).filter((scene) => scene !== null)
  return await outsideScenes(session, scenes)
}

function fingerprint(outside: Outside): string {
  const pairs = outside.map(({ uid, path }) => [uid, path])
  return createHash('sha256').update(JSON.stringify(pairs)).digest('hex')
}
