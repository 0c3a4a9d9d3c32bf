import { pyramidTasks } from './build-pyramid-tasks.ts'
import type { TaskHandlers } from './worker-protocol.ts'

/** What one worker thread can do; a new set for each thread, because tasks keep files open between them. */
export function catalogue(): TaskHandlers {
  return { ...pyramidTasks() }
}
