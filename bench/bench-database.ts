import { withClient } from '../prisma/database/open-client.ts'
import { roleUrlName } from '../prisma/database/connection.ts'
import type { ConnectionFor } from '../prisma/database/connection.ts'
import { hashOfSources } from '../prisma/database/hash-of-sources.ts'
import { startPostgres } from '../prisma/database/postgres.ts'
import { prepareDatabase } from '../prisma/database/prepare-database.ts'
import { seedDatabase } from '../prisma/seed/seed.ts'
import { modules } from '../schema/metadata/index.ts'

export interface BenchDatabaseOptions {
  readonly dataFolder: string
  readonly scale: number
  say(line: string): void
}

export interface BenchDatabase {
  readonly name: string
  /** The database and the login of every module, as the environment of a process. */
  readonly environment: Readonly<Record<string, string>>
  /** Tells that the server is needed no longer; the database stays for the next run. */
  release(): void
}

/** A seeded database of the benchmark's own in the embedded cluster, made again only when migrations or demo data have changed. */
export async function prepareBenchDatabase(options: BenchDatabaseOptions): Promise<BenchDatabase> {
  const { dataFolder, scale } = options
  const name = `vg_bench_${scale}`
  const server = await startPostgres(dataFolder)
  const maintenanceUrl = `postgresql://postgres@127.0.0.1:${server.port}/postgres`
  const isFresh = await isCurrent(maintenanceUrl, name)
  if (!isFresh) await withClient(maintenanceUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  const { connectionFor, stop } = await prepareDatabase({ dataFolder, roleUrls: new Map() }, { database: name })
  if (!isFresh) await fill(name, connectionFor, options)
  await stop()
  return { name, environment: environmentOf(connectionFor), release: server.release }
}

/** The mark is written last, so a database that was half filled is never taken for a whole one. */
async function fill(name: string, connectionFor: ConnectionFor, { scale, say }: BenchDatabaseOptions): Promise<void> {
  const started = performance.now()
  say(`filling ${name}`)
  await seedDatabase({ connectionFor, scale })
  await withClient(connectionFor('migration'), async (client) => {
    // What autovacuum would do in the middle of a turn is done now.
    await client.query('vacuum (analyze)')
    await client.query(`comment on database ${name} is '${hashOfSources()}'`)
  })
  say(`filled in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

async function isCurrent(maintenanceUrl: string, name: string): Promise<boolean> {
  return withClient(maintenanceUrl, async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(`select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`, [name])
    return rows[0]?.mark === hashOfSources()
  })
}

function environmentOf(connectionFor: ConnectionFor): Readonly<Record<string, string>> {
  const roles = [...modules.map(({ name }) => `vg_${name}`), 'vg_gateway', 'vg_worker', 'vg_relay']
  // two callers ask for what thousands do, so their budget of a minute is counted, and large
  const budgets = { VEIL_COST_PER_MINUTE: '2000000000', VEIL_COST_BRAND_PER_MINUTE: '2000000000' }
  return { ...budgets, DATABASE_URL: connectionFor('migration'), ...Object.fromEntries(roles.map((role) => [roleUrlName(role), connectionFor(role)])) }
}
