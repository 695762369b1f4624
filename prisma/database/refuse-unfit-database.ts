import { DatabaseError } from './database-error.ts'
import { withClient } from './open-client.ts'
import { refuseOldServer } from './refuse-old-server.ts'

interface Login {
  readonly role: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly createrole: boolean
  readonly version: number
}

/**
 * The owner of the schemas owns the functions that run with its rights. A superuser there would turn
 * every mistake in one of them into a mistake of the whole cluster.
 */
export async function refuseUnfitDatabase(connectionString: string): Promise<void> {
  const login = await withClient(connectionString, async (client) => {
    const { rows } = await client.query<Login>(
      `select rolname as role, rolsuper as superuser, rolbypassrls as bypass, rolcreaterole as createrole, current_setting('server_version_num')::int as version
       from pg_roles where rolname = current_user`,
    )
    return rows[0]
  })
  if (login) refuseOldServer(login.version)
  if (login && (login.superuser || login.bypass)) {
    throw new DatabaseError('MIGRATION_LOGIN_TOO_STRONG', `DATABASE_URL logs in as ${login.role}, which passes over row security. Give that url as DATABASE_SUPERUSER_URL, and as DATABASE_URL one that names the owner to be made: postgresql://vg_owner@host:5432/veilgraph.`)
  }
  if (login && !login.createrole) {
    throw new DatabaseError('MIGRATION_LOGIN_TOO_WEAK', `DATABASE_URL logs in as ${login.role}, which may not make the roles of the modules: ALTER ROLE ${login.role} CREATEROLE.`)
  }
}
