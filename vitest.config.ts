import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.veilgraph/**'],
    globalSetup: ['vitest.setup.ts'],
    // Postgres and the servers under test need processors too.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A test that hangs names itself instead of holding up the run.
    teardownTimeout: 10_000,
  },
})
