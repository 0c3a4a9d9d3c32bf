import { pyramidTasks } from './build-pyramid-tasks.ts'
import { examineFile } from '../project/examine-file.ts'
import { salvageProject } from '../project/salvage.ts'
import type { TaskHandlers } from './worker-protocol.ts'

/** What one worker thread can do; a new set for each thread, because tasks keep files open between them. */
export function catalogue(): TaskHandlers {
  return {
    ...pyramidTasks(),
    'project.examine': ({ path, options }) => examineFile(path, options),
    'project.salvage': ({ source, target, options }) => salvageProject(source, target, options),
  }
}
