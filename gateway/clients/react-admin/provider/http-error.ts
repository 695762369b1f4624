import { HttpError } from 'ra-core'
import { isRow, rowOf, rowsOf, textOf } from './json.ts'
import type { Row } from './json.ts'

/**
 * Statuses by which react-admin's authentication providers sign people out are kept for those who are not signed in (401) or lack a permission (403).
 * What is refused for its content, a filter over personal data say, is 422, so that nobody is signed out by a filter.
 */
const STATUS_OF: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401, FORBIDDEN: 403, INTROSPECTION_REFUSED: 403, NOT_FOUND: 404, VERSION_CONFLICT: 409, IDEMPOTENCY_CONFLICT: 409, IN_PROGRESS: 409,
  RATE_LIMITED: 429, BUDGET_EXCEEDED: 429, INTERNAL_SERVER_ERROR: 500, SUBGRAPH_UNAVAILABLE: 503, RIGHTS_UNAVAILABLE: 503, TIMEOUT: 504,
  POLICY_DIVERGENCE: 500, SEALED_VALUE: 500, ACTION_NOT_SERVED: 405,
}
const REFUSED_FOR_CONTENT = /^PII_|^METRIC_|^REASON_|^TICKET_|^PURPOSE_|^BREAK_GLASS_|^REVIEW_|^MASKED_/

const statusOf = (code: string, status: number): number => STATUS_OF[code] ?? (REFUSED_FOR_CONTENT.test(code) || status < 400 ? 422 : status)

/** What `body` of an error holds: the code of the graph, and what the graph says besides (coordinate, rule, limit). */
export interface ErrorFacts {
  readonly code: string
  readonly [fact: string]: unknown
}

/** The error of react-admin with a code of the graph or of the provider; `body.code` names it. */
export const failure = (message: string, facts: ErrorFacts): HttpError => new HttpError(message, statusOf(facts.code, 422), facts)

/** The first error of an answer. Its message is the graph's own: a constant that says what to do. */
export const failureOf = (errors: unknown, { status, requestId }: { readonly status: number, readonly requestId: string | null }): HttpError => {
  const [first = {}] = rowsOf(errors)
  const { code: given, ...facts } = rowOf(first.extensions)
  const code = textOf(given) === '' ? 'INTERNAL_SERVER_ERROR' : textOf(given)
  const message = textOf(first.message) === '' ? `The graph answered with status ${status}.` : textOf(first.message)
  return new HttpError(message, statusOf(code, status), { code, ...facts, ...requestId !== null && { requestId }, graphqlErrors: errors })
}

const memberOf = ({ path }: Row): string => {
  const names = Array.isArray(path) ? path.filter(step => step !== 'input').join('.') : ''
  return names === '' ? 'root' : names
}

/** The value of a root field. One that failed alone, beside data, is null and rejects as if the whole request had: a list that failed is no empty list. */
export const rootOf = ({ data, problems }: { readonly data: Row, readonly problems: readonly unknown[] }, field: string): unknown => {
  const value = data[field] ?? null
  const own = problems.filter(problem => [rowOf(problem).path].flat()[0] === field)
  if (value === null && own.length > 0) throw failureOf(own, { status: 200, requestId: null })
  return value
}

/** What a command answered instead of doing something; `body.errors` is what react-admin's forms show at their inputs. */
export const userFailure = (userErrors: readonly unknown[]): HttpError => {
  const rows = userErrors.filter(isRow)
  const [first = {}] = rows
  const errors = Object.fromEntries(rows.map(row => {
    const member = memberOf(row)
    return [member, member === 'root' ? { serverError: textOf(row.message) } : textOf(row.message)]
  }))
  return new HttpError(textOf(first.message), statusOf(textOf(first.code), 422), { code: textOf(first.code), errors })
}
