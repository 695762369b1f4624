import { migrate } from '../../../prisma/database/migrate.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createTenantPool, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { scratchDatabase } from '../../../prisma/database/test-database.ts'

/** All tables, no rows: a database in which one test file counts everything. */
export interface MigratedDatabase {
  readonly connectionFor: (role: string) => string
  readonly superuserUrl: string
  /** As the login of a module; ends with the database. */
  store(module: string): TenantPool
  /** As the superuser, past every wall. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  drop(): Promise<void>
}

export async function migratedDatabase(): Promise<MigratedDatabase> {
  const database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
  const pools: TenantPool[] = []
  return {
    connectionFor: database.connectionFor,
    superuserUrl: database.superuserUrl,
    store(module) {
      const pool = createTenantPool({ connectionString: database.connectionFor(`vg_${module}`), max: 4 })
      pools.push(pool)
      return pool
    },
    query: (text, values = []) => withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows),
    async drop() {
      await Promise.all(pools.map((pool) => pool.end()))
      await database.drop()
    },
  }
}
