// What `npm test` runs: the set-up, then every check, whatever fails: those that only read the sources two at a time,
// then the tests. All output goes to standard output, and the last line is always `N passed, N failed, N skipped`, where each failed check that
// is not a test counts as one failure. Arguments go to vitest: npm test -- test/geodesy
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from '../electron/launch/build.mjs'
import { virtualScreen } from '../electron/launch/display.mjs'
import { node24, root } from '../electron/launch/places.mjs'
import { StepFailure } from '../electron/launch/report.mjs'
import { runtime } from '../electron/launch/runtime.mjs'
import { setup } from '../electron/launch/setup.mjs'

const print = (line) => process.stdout.write(`${line}\n`)
const tool = (...path) => join(root, 'node_modules', ...path)

/**
 * Runs a program, hands each line that it prints to `say`, and tells its exit code and the counts of a closing line, if
 * it had one.
 */
function show(program, args, say) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let rest = ''
    let counts
    const take = (chunk) => {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const closing = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line)
        if (closing) counts = closing.slice(1).map(Number)
        else say(line)
      }
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', (error) => resolve({ code: 127, counts, why: error.message }))
    child.on('close', (code, signal) => {
      if (rest) take('\n')
      resolve({ code: code ?? 1, counts, why: signal ? `ended by ${signal}` : `exit code ${code}` })
    })
  })
}

const typesOf = (project) => ({
  name: `types of ${project}`,
  args: [tool('typescript', 'bin', 'tsc'), '-p', project],
  todo: 'mend the types named above.',
})

/** Checks that only read the sources. `todo` says what to do where one fails. */
const sourceChecks = [
  {
    name: 'lint',
    args: [tool('eslint', 'bin', 'eslint.js'), '--cache', '--cache-location', '.cache/eslint/', '.'],
    todo: 'mend the lines named above.',
  },
  ...['test', 'renderer', 'electron', 'src/tsconfig.node.json', 'src/tsconfig.json'].map(typesOf),
  {
    name: 'format',
    args: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--cache', '.'],
    todo: 'npm run format',
  },
  {
    name: 'dependency rule',
    args: [tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), 'src', 'electron', 'renderer'],
    todo: 'move the import to where .dependency-cruiser.cjs allows it.',
  },
]

const tests = (vitestArgs) => ({
  name: 'tests',
  args: [tool('vitest', 'vitest.mjs'), 'run', ...vitestArgs],
  todo: 'npm test -- FILE runs one file again.',
  screen: true,
})

let [passed, failed, skipped] = [0, 0, 0]
const failures = []
function fail(step, why, todo, count = 1) {
  failures.push(`Failed step: ${step}\n        why: ${why}\n what to do: ${todo}`)
  failed += count
}

/** A step that is not a check: where it fails, the checks that it was for fail by themselves. */
async function prepare(name, work) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StepFailure) fail(error.step, error.why, error.todo)
    else
      fail(name, error instanceof Error ? (error.stack ?? error.message) : String(error), 'please report it.')
    return undefined
  }
}

/** @param say takes each line: where checks run at once, those of one stay together */
async function runCheck({ name, args, todo, screen }, say) {
  say(`\n── ${name} ──`)
  const prefix = screen ? ((await prepare('prepare a virtual screen', () => virtualScreen())) ?? []) : []
  const [program, ...rest] = [...prefix, node24, ...args]
  const startedAt = Date.now()
  const { code, counts, why } = await show(program, rest, say)
  say(
    `── ${name}: ${code === 0 ? 'passed' : 'FAILED'} after ${Math.round((Date.now() - startedAt) / 1000)} s ──`,
  )
  if (counts) {
    passed += counts[0]
    skipped += counts[2]
    if (counts[1] > 0) fail(name, `${counts[1]} failed`, todo, counts[1])
    else if (code !== 0) fail(name, why, todo)
  } else if (code === 0 && !screen) passed += 1
  else fail(name, screen ? `they ended before they were counted: ${why}` : why, todo)
}

/** Runs checks that do not disturb each other, two at a time, the longest given first. */
async function runTwoAtOnce(some) {
  const left = [...some]
  const lane = async () => {
    for (let check = left.shift(); check !== undefined; check = left.shift()) {
      const lines = []
      await runCheck(check, (line) => lines.push(line))
      lines.forEach(print)
    }
  }
  await Promise.all([lane(), lane()])
}

const ready = await prepare('set up', async () => {
  await setup()
  return true
})
if (ready) {
  await prepare('build', build)
  await prepare('get Electron', runtime)
  await runTwoAtOnce(sourceChecks)
  await runCheck(tests(process.argv.slice(2)), print)
}
if (failures.length > 0) print(`\n${failures.join('\n\n')}\n`)
print(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0
