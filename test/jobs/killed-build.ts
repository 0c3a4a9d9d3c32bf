// Begins a pyramid and says so at its first rows, to be killed there.
import { buildPyramid } from '../../src/jobs/build-pyramid.ts'
import { JobPool } from '../../src/jobs/pool.ts'

const [, , path = '', target = ''] = process.argv
await buildPyramid({ path, sha256: null }, target, new JobPool({ limit: 1 }), {
  signal: new AbortController().signal,
  progress: (rows) => {
    if (rows === 0) return
    process.stdout.write('begun\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
})
