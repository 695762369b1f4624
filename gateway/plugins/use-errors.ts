import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import { isDatabaseAway } from '../../prisma/database/is-database-away.ts'
import { isErrorCode, messageOf } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import { factsOf } from '../refusal.ts'
import { LinkFailure } from '../sources/guard/link-failure.ts'

/** Beginnings of library messages that say more than the code does. They are compared and never passed on. */
const TOKEN_LIMIT = 'Syntax Error: Document contains more'
const CSRF = 'This operation has been blocked as a potential Cross-Site Request Forgery'

const CODE_OF_STATUS: ReadonlyMap<unknown, ErrorCode> = new Map([
  [405, 'METHOD_NOT_ALLOWED'], [406, 'NOT_ACCEPTABLE'], [415, 'UNSUPPORTED_MEDIA_TYPE'],
])

const statusOf = (error: unknown): unknown => {
  if (!(error instanceof Error) || !('extensions' in error)) return undefined
  const { extensions } = error
  const http: unknown = typeof extensions === 'object' && extensions !== null && 'http' in extensions ? extensions.http : undefined
  return typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined
}

/** A stage that asks the database or a subgraph before anything is fetched could not. */
const isUnavailable = (error: unknown): boolean => isDatabaseAway(error) || (error instanceof GraphQLError && error.originalError instanceof LinkFailure)

const codeOf = ({ message, extensions }: GraphQLFormattedError, error: unknown): ErrorCode => {
  const code = extensions?.code
  if (code === 'GRAPHQL_PARSE_FAILED' && message.startsWith(TOKEN_LIMIT)) return 'TOKEN_LIMIT'
  if (code === 'BAD_REQUEST' && message.startsWith(CSRF)) return 'CSRF_REFUSED'
  if (code === 'BAD_REQUEST') return CODE_OF_STATUS.get(statusOf(error)) ?? 'BAD_REQUEST'
  if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') return code
  return isUnavailable(error) ? 'SUBGRAPH_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR'
}

/**
 * Rebuilds every error that leaves the gateway: a code of the registry, its constant message, where it happened.
 * Texts of subgraphs and libraries quote values, name types that the caller may not know, and guess at names; none of them gets out.
 */
export const useErrors = (onFault: (cause: unknown) => void) => (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const facts = factsOf(error)
  const code = codeOf(formatted, error)
  if (code === 'INTERNAL_SERVER_ERROR' && !facts) onFault(error)
  return {
    message: messageOf(code),
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code, ...facts },
  }
}
