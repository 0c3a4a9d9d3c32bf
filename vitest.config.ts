import { defineConfig } from 'vitest/config'

/** Tests that take many minutes; `npm run test:long` asks for them. */
const long = {
  test: {
    name: 'long',
    include: ['test/long/**/*.test.ts'],
    setupFiles: ['./test/property-seed.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
}

/** Two projects in one run: `unit` (everything that needs no window) and `window` (the real Electron, one file at a time). */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/electron/**', 'test/long/**'],
          pool: 'threads',
          // Not one less than there are cores, which is one of two: many files wait for a process of their own.
          maxWorkers: '100%',
          setupFiles: ['./test/worker-data.ts', './test/property-seed.ts'],
          // What is polled for has to come, not to come at once.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/electron/**/*.test.ts'],
          fileParallelism: false,
          // A window on a loaded machine answers late; what is polled for has to come, not to come at once.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      ...(process.env['ROADSTEAD_LONG'] === undefined ? [] : [long]),
    ],
  },
})
