/** Classes of SQLSTATE that say that Postgres is not there: connection, resources, shutdown. */
const AWAY = /^(?:08|53|57P)[0-9A-Z]{2,3}$/

const AWAY_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN', 'POOL_EXHAUSTED', 'DATABASE_UNREACHABLE',
  // Prisma's words for: not reachable, reached too late, connection closed, no connection free, transaction lost
  'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028',
])

/** Those of Prisma's driver adapters. */
const AWAY_KINDS: ReadonlySet<string> = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections', 'TransactionAlreadyClosed'])

// pg names neither a waiting line that was too long nor a connection that ended, but by their texts
const AWAY_TEXT = /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|not queryable|read ECONNRESET|Unable to start a transaction in the given time/

function textOf(thing: object, name: string): string {
  const value: unknown = Reflect.get(thing, name)
  return typeof value === 'string' ? value : ''
}

function saysAway(thing: object): boolean {
  const codes = [textOf(thing, 'code'), textOf(thing, 'originalCode')]
  return codes.some((code) => AWAY.test(code) || AWAY_CODES.has(code)) || AWAY_KINDS.has(textOf(thing, 'kind')) || AWAY_TEXT.test(textOf(thing, 'message'))
}

/** Whether something failed because Postgres, or a connection to it, was not there; however deep a library has wrapped that. */
export function isDatabaseAway(error: unknown): boolean {
  const seen = new Set<unknown>()
  const waiting: unknown[] = [error]
  for (let at = waiting.pop(); at !== undefined || waiting.length > 0; at = waiting.pop()) {
    if (typeof at !== 'object' || at === null || seen.has(at)) continue
    seen.add(at)
    if (saysAway(at)) return true
    for (const name of ['cause', 'driverAdapterError', 'meta', 'originalError']) waiting.push(Reflect.get(at, name))
    if (at instanceof AggregateError) waiting.push(...at.errors)
  }
  return false
}
