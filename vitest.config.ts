import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Files that take longest, the longest first: begun last, one of them alone would hold up the end. */
const LONG = [
  'gateway/privacy/privacy.test.ts', 'prisma/database/postgres.test.ts', 'gateway/e2e/bad-values.test.ts', 'gateway/main.test.ts', 'gateway/explorer/explorer.test.ts',
  'subgraphs/every-field.test.ts', 'gateway/e2e/commands/every-command.test.ts', 'schema/check/check-schema.test.ts', 'gateway/hostile/hostile.test.ts',
  'gateway/compatibility/differential/differential.test.ts', 'gateway/e2e/isolation.test.ts', 'gateway/e2e/two-keys.test.ts', 'gateway/e2e/hidden-values.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONG.findIndex((path) => moduleId.endsWith(path))
  return place < 0 ? LONG.length : place
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}

export default defineConfig({
  // Apollo's packages load graphql as CommonJS; our sources must meet the same instance, or every schema is "from another realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.veilgraph/**'],
    globalSetup: ['vitest.setup.ts'],
    // Postgres and the servers under test need processors too.
    maxWorkers: 2,
    // The files of a worker share what they import: to load it again for each of them took a third of the run. A test leaves nothing behind in a module or in the process.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A test that hangs names itself instead of holding up the run.
    teardownTimeout: 10_000,
  },
})
