// The proof of test/electron/no-network.test.ts with an hour of idling before the work.
process.env['ROADSTEAD_IDLE_MS'] ??= '3600000'
await import('../electron/no-network.test.ts')

export {}
