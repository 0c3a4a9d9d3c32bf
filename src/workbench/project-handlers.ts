import { dirname } from 'node:path'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import type { Grants } from './grants.ts'
import type { Session } from './session.ts'
import { checkScenes } from './check-scenes.ts'

type Subjects =
  | 'app.hello'
  | 'app.configure'
  | 'project.create'
  | 'project.open'
  | 'project.snapshot'
  | 'project.close'
  | 'project.check'
  | 'records.list'

/** Opening, closing, listing and checking projects. */
export function projectHandlers(
  session: Session,
  grants: Grants,
  version: string,
): Pick<Handlers<typeof api>, Subjects> {
  return {
    'app.hello': async () => {
      const { analyst, recent } = await session.settings.read()
      const reachable = await Promise.all(
        recent.map(async ({ path, openedAt }) => {
          // A recent project that is gone is left out, not shown as a dead end.
          const granted = await grants.make(path, 'read').catch(() => null)
          return granted === null ? [] : [{ granted, folder: dirname(path), openedAt }]
        }),
      )
      return { version, analyst, recent: reachable.flat() }
    },
    'app.configure': async ({ analyst }) => {
      await session.settings.setAnalyst(analyst)
      return undefined
    },
    'project.create': ({ grant }) => session.open(grants.file(grant, 'write').path, true),
    'project.open': ({ grant }) => session.open(grants.file(grant, 'read').path, false),
    'project.snapshot': () => session.snapshot(),
    'project.close': () => {
      session.close()
      return undefined
    },
    'project.check': async (_, { signal, progress }) => {
      const problems = [...session.project.check(), ...(await checkScenes(session, signal, progress))]
      return { ok: problems.length === 0, problems }
    },
    'records.list': ({ table, filter }) => [...session.project.list(table, filter)],
  }
}
