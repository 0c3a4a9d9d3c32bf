/** A step of the launch that failed: which, why, and what the user can do about it. */
export class StepFailure extends Error {
  constructor(step, why, todo) {
    super(`${step}: ${why}`)
    this.step = step
    this.why = why
    this.todo = todo
  }
}

/** One line of progress. Standard error, so that the results of a command stay alone on standard output. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Prints a failure as step, reason and remedy, without a stack unless it is a bug of the launch itself. */
export function tell(error) {
  if (error instanceof StepFailure) {
    say(`\nFailed step: ${error.step}\n        why: ${error.why}\n what to do: ${error.todo}`)
  } else {
    say(`\nFailed step: launch\n        why: ${error instanceof Error ? error.stack : String(error)}`)
    say(' what to do: this is a fault in electron/launch; please report it with the lines above.')
  }
}

/** Runs `main` as a program: exit code 1 and a told failure where it throws, else the code it returns (or 0). */
export async function asProgram(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    tell(error)
    process.exitCode = 1
  }
}
