import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { withClient } from './open-client.ts'
import { projectFolder } from './project-folder.ts'

export interface Migration {
  /** Name of its folder, which begins with its time: the order of names is the order of application. */
  readonly name: string
  readonly sql: string
  /** As Prisma's engine computes it. */
  readonly checksum: string
}

export interface MigrateOptions {
  readonly connectionString: string
  readonly folder?: string
}

export const migrationsFolder = join(projectFolder, 'prisma/migrations')

/** The number Prisma's engine locks, so that neither runs into the other. */
const LOCK = 72_707_369

/** The table of Prisma's engine, so that `prisma migrate` goes on where this left off and the other way round. */
const HISTORY = `
create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

interface Applied {
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
}

/** Brings a database up to date, one transaction a migration; gives the names of what it applied. */
export async function migrate({ connectionString, folder = migrationsFolder }: MigrateOptions): Promise<readonly string[]> {
  return withClient(connectionString, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const pending = findPending(readMigrations(folder), await readHistory(client))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  })
}

export function readMigrations(folder: string): readonly Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).sort().filter((name) => existsSync(join(folder, name, 'migration.sql'))).map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function readHistory(client: pg.Client): Promise<ReadonlyMap<string, Applied>> {
  await client.query(HISTORY)
  const { rows } = await client.query<Applied>(`
    select migration_name as name, checksum, finished_at is not null as finished
    from public._prisma_migrations where rolled_back_at is null`)
  return new Map(rows.map((row) => [row.name, row]))
}

function findPending(migrations: readonly Migration[], history: ReadonlyMap<string, Applied>): readonly Migration[] {
  return migrations.filter((migration) => {
    const applied = history.get(migration.name)
    if (applied) refuseDeviation(migration, applied)
    return !applied
  })
}

function refuseDeviation({ name, checksum }: Migration, applied: Applied): void {
  if (!applied.finished) {
    throw new DatabaseError('MIGRATION_FAILED', `Migration ${name} began earlier and did not finish. Repair the database and mark it with npx prisma migrate resolve; a development database is made anew by npm run reset.`)
  }
  if (applied.checksum !== checksum) {
    throw new DatabaseError('MIGRATION_EDITED', `Migration ${name} was edited after this database had applied it. Restore the file and put the change into a new migration; a development database is made anew by npm run reset.`)
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new DatabaseError('MIGRATION_FAILED', `Migration ${name} failed${lineOf(error, sql)}: ${error instanceof Error ? error.message : error}. Nothing of it was applied.`, { cause: error })
  }
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError) || error.position === undefined) return ''
  return ` at line ${sql.slice(0, Number(error.position)).split('\n').length}`
}
