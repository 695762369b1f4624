import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Apollo's packages load graphql as CommonJS; our sources must meet the same instance, or every schema is "from another realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }] },
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
