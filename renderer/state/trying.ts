import { asProblem } from '../../src/domain/problem.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/**
 * Does something and tells on the screen why it failed, where it did; what the analyst cancelled is no news. Null
 * after a failure.
 */
export async function trying<T>(
  workbench: WorkbenchStore,
  subject: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    const report = asProblem(error, subject).toReport()
    if (report.code !== 'job/cancelled') notify(workbench, 'problem', report)
    return null
  }
}
