import { messageOf, type ErrorCode } from '../../../schema/policy/error-codes.ts'
import type { SubgraphError } from '../../../schema/subgraph.ts'
import { ReadError, type ReadErrorFacts } from '../read/read-error.ts'

/** Called for faults: the client sees a constant, the people who run the service see this. */
export type FaultReporter = (error: unknown) => void

const TIMEOUTS: ReadonlySet<string> = new Set(['57014', 'DEADLINE_PASSED'])
/** Classes of SQLSTATE that say that Postgres is not there: connection, resources, shutdown. */
const AWAY = /^(08|53|57P)/
const AWAY_IN_NODE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'POOL_EXHAUSTED'])

/** An error as the gateway may see it: a code of the registry and its constant message, never a text of the database. */
export function subgraphError(error: unknown, report: FaultReporter, path?: readonly (string | number)[]): SubgraphError {
  if (error instanceof ReadError) return withCode(error.code, { facts: error.facts, path })
  const code = faultCode(error)
  if (code !== 'TIMEOUT') report(error)
  return withCode(code, { path })
}

/** An error that is known by its code alone. */
export function withCode(code: ErrorCode, { facts, path }: { readonly facts?: ReadErrorFacts; readonly path?: readonly (string | number)[] } = {}): SubgraphError {
  const extensions = { code, ...facts }
  return path ? { message: messageOf(code), path, extensions } : { message: messageOf(code), extensions }
}

function faultCode(error: unknown): ErrorCode {
  const code = codeOf(error)
  if (TIMEOUTS.has(code)) return 'TIMEOUT'
  if (AWAY.test(code) || AWAY_IN_NODE.has(code) || isPoolTimeout(error)) return 'SUBGRAPH_UNAVAILABLE'
  return 'INTERNAL_SERVER_ERROR'
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

// pg names neither a waiting line that was too long nor a connection that ended, but by their texts
function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
}
