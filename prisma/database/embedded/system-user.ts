import { DatabaseError } from '../database-error.ts'
import { run } from './run.ts'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** Postgres refuses to run as root: then it runs as its own user, or as the one that every system has. */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const user = await lookUp('postgres') ?? await lookUp('nobody')
  if (user) return user
  throw new DatabaseError('POSTGRES_DID_NOT_START', 'Postgres does not run as root, and this system has neither a user "postgres" nor "nobody". Start veilgraph as another user, or set DATABASE_URL to a Postgres 18.')
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name], undefined)))
  if (uid?.code !== 0 || gid?.code !== 0) return undefined
  return { uid: Number(uid.output), gid: Number(gid.output) }
}
