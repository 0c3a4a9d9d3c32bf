import { pyramidTasks } from './build-pyramid-tasks.ts'
import type { TaskName, Tasks } from './worker-protocol.ts'

/** A function for every task: a missing one is a compile error. */
export type TaskHandlers = {
  readonly [N in TaskName]: (input: Tasks[N]['input']) => Promise<Tasks[N]['output']> | Tasks[N]['output']
}

/** What one worker thread can do; a new set for each thread, because tasks keep files open between them. */
export function catalogue(): TaskHandlers {
  return { ...pyramidTasks() }
}
