import { basename } from 'node:path'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { Problem } from '../domain/problem.ts'
import { listBackups } from '../project/backup-list.ts'
import { restoreBackup } from '../project/restore.ts'
import type { Grants } from './grants.ts'
import type { Session } from './session.ts'

type Subjects = 'backup.make' | 'backup.list' | 'backup.restore' | 'project.copy' | 'project.salvage'

/** Backups of a project, the way back to one, and what to do with a project that is damaged or gone. */
export function backupHandlers(session: Session, grants: Grants): Pick<Handlers<typeof api>, Subjects> {
  const pathOf = (grant: string | undefined) =>
    grant === undefined ? session.projectPath : grants.file(grant, 'read').path
  return {
    'backup.make': async (_, { progress }) => {
      progress(0, 0, 'backing up')
      return await session.backups.make(session.project)
    },
    'backup.list': ({ grant }) => listBackups(pathOf(grant)),
    'backup.restore': async ({ grant, name }, { progress }) => {
      progress(0, 0, 'checking the backup')
      // A damaged project that lies closed stays beside the restored one; what is open can be come back to as well.
      if (grant === undefined) await session.backups.beforeRestore(session.project, name)
      return await session.replaceFile(pathOf(grant), async (path, options) => {
        await restoreBackup(path, name, options, session.jobs.examine)
      })
    },
    'project.copy': async ({ grant }, { progress }) => {
      progress(0, 0, 'saving a copy')
      const { path } = grants.file(grant, 'write')
      const { project } = session
      if (path === project.path && project.trouble() === null)
        throw new Problem(
          'file/exists',
          basename(path),
          'This is the place of the open project itself.',
          'Choose another name for the copy.',
        )
      project.copyTo(path)
      return await session.open(path, false)
    },
    'project.salvage': async ({ grant, to }, { progress }) => {
      progress(0, 0, 'reading row by row')
      const { tables, saved, lost } = await session.jobs.salvage(
        grants.file(grant, 'read').path,
        grants.file(to, 'write').path,
        session.fileOptions,
      )
      return { tables: [...tables], saved, lost }
    },
  }
}
