// The proof of test/electron/no-network.test.ts with three minutes of idling before the work.
process.env['ROADSTEAD_IDLE_MS'] ??= '180000'
await import('../electron/no-network.test.ts')

export {}
