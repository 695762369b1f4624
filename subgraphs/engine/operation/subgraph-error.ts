import { isDatabaseAway } from '../../../prisma/database/is-database-away.ts'
import { messageOf, type ErrorCode } from '../../../schema/policy/error-codes.ts'
import type { SubgraphError } from '../../../schema/subgraph.ts'
import { ReadError, type ReadErrorFacts } from '../read/read-error.ts'

/** Called for faults: the client sees a constant, the people who run the service see this. */
export type FaultReporter = (error: unknown) => void

const TIMEOUTS: ReadonlySet<string> = new Set(['57014', 'DEADLINE_PASSED'])

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
  if (TIMEOUTS.has(codeOf(error))) return 'TIMEOUT'
  return isDatabaseAway(error) ? 'SUBGRAPH_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR'
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
