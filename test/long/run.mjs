// What `npm run test:long` runs: the checks of `npm test` before the tests that take many minutes, and only those tests.
process.env.ROADSTEAD_LONG = '1'
// Each long run tries cases of its own.
process.env.ROADSTEAD_SEED ??= 'random'
process.argv.push('--project', 'long')
await import('../run.mjs')
