import pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { hasCode } from './has-code.ts'
import { sessionConfig } from './session-config.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** One session without time limit, for preparation and migrations. Explains what is wrong where it cannot be opened. */
export async function openClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...sessionConfig({ connectionString, applicationName: 'veilgraph prepare', statementTimeoutMs: 0 }),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  // A lost connection fails the statement that waits for it; the event alone would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw explain(error, connectionString)
  }
  return client
}

/** Opens a session, uses it, closes it. */
export async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openClient(connectionString)
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Names the place, never the password. */
function explain(error: unknown, connectionString: string): DatabaseError {
  const { hostname, port, pathname, username } = new URL(connectionString)
  const place = `${hostname}:${port || '5432'}${pathname}`
  const advice = hasCode(error, '28P01', '28000')
    ? `Postgres at ${place} refuses the login ${username}: check the user and the password in the url.`
    : hasCode(error, '3D000')
      ? `Postgres at ${place} does not have this database: create it, owned by ${username}.`
      : `Postgres at ${place} cannot be reached: is it running, and is the url right?`
  return new DatabaseError('DATABASE_UNREACHABLE', advice, { cause: error })
}
