import pg from 'pg'
import { withClient } from './open-client.ts'
import { passwordVerifier } from './role-password.ts'
import { withDatabase } from './with-database.ts'

export interface ClusterOptions {
  readonly superuserUrl: string
  /** The migration login and the database it shall own. */
  readonly ownerUrl: string
  readonly roleSecret?: string
}

/** The last one counts statements; only a superuser can make it. */
const EXTENSIONS = ['pgcrypto', 'btree_gist', 'citext', 'pg_trgm', 'pg_stat_statements']

const LOCK = 72_707_371

/** What only a superuser can do: makes the migration login, its database and the extensions. Nothing runs as superuser afterwards. */
export async function prepareCluster({ superuserUrl, ownerUrl, roleSecret }: ClusterOptions): Promise<void> {
  const { username, pathname } = new URL(ownerUrl)
  const owner = decodeURIComponent(username)
  const database = decodeURIComponent(pathname.slice(1))
  await withClient(superuserUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await makeOwner(client, owner, roleSecret)
    await makeDatabase(client, database, owner)
    // Still under the lock: two processes making the same extension at once would fail.
    await withClient(withDatabase(superuserUrl, database), (inside) => makeExtensions(inside, owner))
  })
}

/** May make roles and databases, but neither pass over row security nor anything else. */
async function makeOwner(client: pg.Client, owner: string, roleSecret: string | undefined): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [owner])
  const name = pg.escapeIdentifier(owner)
  if (rowCount === 0) await client.query(`create role ${name} login createrole createdb nosuperuser nobypassrls`)
  if (roleSecret !== undefined) await client.query(`alter role ${name} password ${pg.escapeLiteral(passwordVerifier(roleSecret, owner))}`)
}

async function makeDatabase(client: pg.Client, database: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(owner)}`)
}

async function makeExtensions(client: pg.Client, owner: string): Promise<void> {
  for (const extension of EXTENSIONS) await client.query(`create extension if not exists ${extension}`)
  const name = pg.escapeIdentifier(owner)
  await client.query(`grant pg_read_all_stats to ${name}; grant execute on function pg_stat_statements_reset to ${name}`)
}
