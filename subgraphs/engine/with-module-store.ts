import { withClient } from '../../prisma/database/open-client.ts'
import { prepareDatabase } from '../../prisma/database/prepare-database.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { ModuleStore } from './module-store.ts'

/** What a command line of a module works on. */
export interface CommandLine {
  readonly store: ModuleStore
  /** Ids of all tenants. */
  readonly brands: readonly string[]
}

/** No answer to a reader waits for it. */
const STATEMENT_TIMEOUT_MS = 60_000

/** For commands that are started by hand: the configured database, as the login of a module, for as long as it takes. */
export async function withModuleStore<Result>(module: string, use: (line: CommandLine) => Promise<Result>): Promise<Result> {
  const database = await prepareDatabase(readSettings())
  try {
    // only the owner of the schemas sees more than one tenant, and of that nothing but the list
    const brands = await withClient(database.connectionFor('migration'), async (client) =>
      (await client.query<{ id: string }>('select id from platform.brands order by id')).rows.map(({ id }) => id))
    const store = createTenantPool({
      connectionString: database.connectionFor(`vg_${module}`), max: 2, applicationName: `veilgraph ${module} command`, statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    })
    return await use({ store, brands }).finally(() => store.end())
  } finally {
    await database.stop()
  }
}
