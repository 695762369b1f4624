import { createConnectionFor } from './connection.ts'
import type { ConnectionFor } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres.ts'
import { prepareCluster } from './prepare-cluster.ts'
import { refuseUnfitDatabase } from './refuse-unfit-database.ts'
import { setRolePasswords } from './set-role-passwords.ts'
import type { Settings } from './settings.ts'

export interface PreparedDatabase {
  readonly connectionFor: ConnectionFor
  /** True where the server was running already. */
  readonly attached: boolean
  /** For people: the folder of the embedded cluster, or the address of another Postgres. */
  readonly place: string
  /** False where the embedded cluster had to leave the project folder, which is worth telling. */
  readonly inProject: boolean
  /** Names of the migrations that were applied just now. */
  readonly migrated: readonly string[]
  stop(): Promise<void>
}

export interface PrepareOptions {
  /** Name of the database in the embedded cluster. */
  readonly database?: string
}

type DatabaseSettings = Pick<Settings, 'dataFolder' | 'databaseUrl' | 'superuserUrl' | 'roleSecret' | 'roleUrls'>

/** A migrated database, whatever it takes: starts the embedded Postgres where no other is configured. */
export async function prepareDatabase(settings: DatabaseSettings, { database = 'veilgraph' }: PrepareOptions = {}): Promise<PreparedDatabase> {
  if (settings.databaseUrl !== undefined) return prepareExternal(settings, settings.databaseUrl)
  const server = await startPostgres(settings.dataFolder)
  const address = `127.0.0.1:${server.port}`
  const databaseUrl = `postgresql://vg_owner@${address}/${database}`
  const connectionFor = createConnectionFor({ ...settings, databaseUrl, trusted: true })
  const superuserUrl = `postgresql://postgres@${address}/postgres`
  const migrated = await bringUp({ ...settings, superuserUrl }, connectionFor)
  return {
    connectionFor,
    migrated,
    attached: server.attached,
    place: server.place,
    inProject: server.inProject,
    stop: async () => server.release(),
  }
}

async function prepareExternal(settings: DatabaseSettings, databaseUrl: string): Promise<PreparedDatabase> {
  if (settings.roleSecret === undefined && settings.roleUrls.size === 0) {
    throw new DatabaseError('ROLE_SECRET_MISSING', 'DATABASE_URL is set, but nothing says how the roles of the modules log in: set DATABASE_ROLE_SECRET to a long random text, or DATABASE_URL_<MODULE> for every module.')
  }
  const connectionFor = createConnectionFor({ ...settings, databaseUrl, trusted: false })
  const migrated = await bringUp(settings, connectionFor)
  const { host, pathname } = new URL(databaseUrl)
  return { connectionFor, migrated, attached: true, place: `${host}${pathname}`, inProject: true, stop: async () => undefined }
}

async function bringUp({ superuserUrl, roleSecret }: DatabaseSettings, connectionFor: ConnectionFor): Promise<readonly string[]> {
  const ownerUrl = connectionFor('migration')
  if (superuserUrl !== undefined) await prepareCluster({ superuserUrl, ownerUrl, roleSecret })
  await refuseUnfitDatabase(ownerUrl)
  const migrated = await migrate({ connectionString: ownerUrl })
  if (roleSecret !== undefined) await setRolePasswords(ownerUrl, roleSecret)
  return migrated
}
