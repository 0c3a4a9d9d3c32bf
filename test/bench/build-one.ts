// Builds one pyramid in a process of its own, so that its memory can be told: build-one.ts SCENE TARGET
import { buildPyramid } from '../../src/jobs/build-pyramid.ts'
import { JobPool } from '../../src/jobs/pool.ts'

const [, , path = '', target = ''] = process.argv
const pool = new JobPool()
await buildPyramid({ path, sha256: null }, target, pool, {
  signal: new AbortController().signal,
  progress: () => undefined,
})
pool.close()
