import pg from 'pg'
import type { ConnectionFor } from './connection.ts'
import { hashOfSources } from './hash-of-sources.ts'
import { withClient } from './open-client.ts'
import { startPostgres } from './postgres.ts'
import { prepareDatabase } from './prepare-database.ts'

export interface TestDatabaseOptions {
  readonly dataFolder: string
  /** Fills the database after it was migrated. */
  readonly seed: (connectionFor: ConnectionFor) => Promise<void>
}

export interface BuiltTestDatabase {
  readonly port: number
  readonly name: string
  /** A twin that nobody connects to: Postgres copies a database only while nobody uses it. */
  readonly pristine: string
  /** Tells that the test run needs the server no longer. */
  readonly release: () => void
}

/** Older ones stay for a change of branch and back. */
const KEPT = 3

/** A test file that was killed leaves its own database behind. */
const ABANDONED_AFTER_S = 3_600

const LOCK = 72_707_372

/** A migrated and seeded database in the embedded cluster, named by what it was made from and made again only if that changed. */
export async function buildTestDatabase({ dataFolder, seed }: TestDatabaseOptions): Promise<BuiltTestDatabase> {
  const server = await startPostgres(dataFolder)
  const name = `vg_test_${hashOfSources()}`
  const pristine = `vg_pristine_${hashOfSources()}`
  await withClient(`postgresql://postgres@127.0.0.1:${server.port}/postgres`, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    if (!await exists(client, pristine)) await build({ client, name: pristine, dataFolder, seed })
    if (!await exists(client, name)) {
      await client.query(`create database ${name} template ${pristine} owner vg_owner`)
      // after a crash it is made anew: nobody waits for the disk
      await client.query(`alter database ${name} set synchronous_commit = off`)
    }
    await dropOld(client, hashOfSources())
  })
  return { port: server.port, name, pristine, release: server.release }
}

/** Made under another name and renamed when complete, so that a half seeded database is never taken for a whole one. */
async function build({ client, name, dataFolder, seed }: TestDatabaseOptions & { client: pg.Client; name: string }): Promise<void> {
  const half = `${name}_half`
  await client.query(`drop database if exists ${half} with (force)`)
  const prepared = await prepareDatabase({ dataFolder, roleUrls: new Map() }, { database: half })
  await seed(prepared.connectionFor)
  await prepared.stop()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [half])
  await client.query(`alter database ${half} rename to ${name}`)
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  return rowCount === 1
}

/** Of those that nobody uses: another test run may have started before the sources changed. */
async function dropOld(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    with idle as (
      select datname as name, oid, row_number() over (partition by split_part(datname, '_', 2) order by oid desc) as age
      from pg_database d
      where datname ~ '^vg_(test|pristine|ready)_' and split_part(datname, '_', 3) <> $1
        and not exists (select from pg_stat_activity a where a.datname = d.datname))
    select name from idle where age > $2
    union all
    select datname from pg_database where datname ~ '^vg_scratch_[0-9]+_' and split_part(datname, '_', 3)::int8 < extract(epoch from now()) - $3`,
  [current, KEPT, ABANDONED_AFTER_S])
  for (const { name } of rows) await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`)
}
