import type { ErrorCode } from '../../../schema/policy/error-codes.ts'

export interface ReadErrorFacts {
  readonly coordinate?: string
  readonly limit?: number
  /** Which rule of the policy or of a metric refused. */
  readonly rule?: string
  /** What may be grouped by instead. */
  readonly dimensions?: readonly string[]
  /** Metric that answers instead. */
  readonly instead?: string
  /** Grains that a metric has. */
  readonly grains?: readonly string[]
}

/** A request that is refused before any row is looked at; the message comes from the registry, never from here. */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly code: ErrorCode
  readonly facts: ReadErrorFacts

  constructor(code: ErrorCode, facts: ReadErrorFacts = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
