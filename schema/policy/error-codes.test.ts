import { describe, expect, it } from 'vitest'
import { ERROR_CODES, httpStatusOf, isErrorCode, messageOf } from './error-codes.ts'

// The codes that the documented interface promises, typed a second time.
const PROMISED = [
  'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'VALIDATION_FAILED', 'BAD_CURSOR', 'PAGE_TOO_LARGE', 'COST_LIMIT', 'DEPTH_LIMIT', 'PII_REFUSED', 'PII_FILTER_REFUSED',
  'PII_ORDER_REFUSED', 'PII_GROUP_REFUSED', 'METRIC_UNKNOWN_DIMENSION', 'METRIC_CURRENCY_REQUIRED', 'METRIC_FANOUT', 'METRIC_CUBE_ONLY', 'REASON_REQUIRED', 'REASON_HAS_PII',
  'PURPOSE_NOT_ALLOWED', 'BUDGET_EXCEEDED', 'REVIEW_OVERDUE', 'RATE_LIMITED', 'IDEMPOTENCY_KEY_REQUIRED', 'POLICY_DIVERGENCE', 'SEALED_VALUE', 'MASKED_VALUE_IN_INPUT',
  'SUBGRAPH_UNAVAILABLE', 'TIMEOUT', 'INTERNAL_SERVER_ERROR',
]

describe('error codes', () => {
  it('hold every promised code', () => {
    expect(PROMISED.filter((code) => !isErrorCode(code))).toEqual([])
  })

  it('are upper case, with one whole sentence each and no place for a value', () => {
    for (const [code, { message }] of Object.entries(ERROR_CODES)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/)
      expect(message).toMatch(/^[A-Z][^${}%]+\.$/)
    }
    expect(new Set(Object.values(ERROR_CODES).map(({ message }) => message)).size).toBe(Object.keys(ERROR_CODES).length)
  })

  it('do not take names that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 7, undefined]) expect(isErrorCode(name)).toBe(false)
  })

  it('give a failed request a status, and an error beside data none of its own', () => {
    expect([httpStatusOf('UNAUTHENTICATED'), httpStatusOf('NOT_FOUND'), messageOf('NOT_FOUND').length > 0]).toEqual([401, 200, true])
  })
})
