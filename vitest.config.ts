import { defineConfig } from 'vitest/config'

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
          setupFiles: ['./test/worker-data.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/electron/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
