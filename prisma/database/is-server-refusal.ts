import pg from 'pg'

/** A plan or a prepared statement that the server no longer has: the connection remembers something that is not true. */
const STALE_CONNECTION = new Set(['0A000', '26000'])
/** Connection lost, and server going down. */
const LOST_CONNECTION = /^(?:08|57P)/

/**
 * True where Postgres refused a statement and the connection is as good as before.
 * Anything else (a socket that broke, a value that could not be sent) may have left half a conversation behind.
 */
export function isServerRefusal(error: unknown): error is pg.DatabaseError {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return false
  return !STALE_CONNECTION.has(error.code) && !LOST_CONNECTION.test(error.code)
}
