import { scratchDatabase } from '../../../prisma/database/test-database.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createTenantPool, type TenantPool, type TenantStatement } from '../../../prisma/database/tenant-pool.ts'
import { fixtureModules } from '../../../schema/sdl/fixture.ts'
import { fixtureTables } from './fixture-tables.ts'

export interface FixtureDatabase {
  readonly pool: TenantPool
  /** Statements sent since the last call. */
  sent(): readonly TenantStatement[]
  /** As the superuser, past every wall. */
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  end(): Promise<void>
}

const ROLE = 'vg_fixture_reader'

/** The three fixture modules in a database of their own, filled by the given SQL, read by a login that row level security binds. */
export async function fixtureDatabase(fill: string): Promise<FixtureDatabase> {
  const database = await scratchDatabase()
  await withClient(database.superuserUrl, async (client) => {
    await client.query(`do $$ begin if not exists (select from pg_roles where rolname = '${ROLE}') then create role ${ROLE} login; end if; end $$`)
    for (const module of fixtureModules) await client.query(fixtureTables(module, ROLE))
    await client.query(fill)
  })
  const pool = createTenantPool({ connectionString: database.connectionFor(ROLE), max: 3 })
  let statements: TenantStatement[] = []
  pool.onStatement((statement) => { statements.push(statement) })
  return {
    pool,
    sent() {
      const sent = statements
      statements = []
      return sent
    },
    query: (text) => withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows),
    async end() {
      await pool.end()
      await database.drop()
    },
  }
}
