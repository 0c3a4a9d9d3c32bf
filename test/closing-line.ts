import type { Reporter, TestModule } from 'vitest/node'

/** Prints the last line of a run, `N passed, N failed, N skipped`, also when the run fails before any test. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      count.failed += module.errors().length
      for (const test of module.children.allTests()) count[test.result().state] += 1
    }
    process.on('exit', () => {
      console.log(
        `${String(count.passed)} passed, ${String(count.failed)} failed, ${String(count.skipped)} skipped`,
      )
    })
  }
}
