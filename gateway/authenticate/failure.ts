import { counter } from '../metrics.ts'

/** Why somebody was not let in; for our eyes only, the caller is told the same in every case. */
export const FAILURE_KINDS = ['MISSING', 'FORM', 'ISSUER', 'KEY', 'TOKEN', 'CLAIMS', 'BRAND', 'BRAKE', 'HOLDER', 'NETWORK', 'EXPIRED'] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** Ends an attempt to say who asks. Becomes UNAUTHENTICATED, whatever the kind. */
export class AuthenticationFailure extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind) {
    super(kind)
    this.kind = kind
  }
}

/** Requests that were refused because nobody could say who asks. */
export const failures = counter('veil_authentication_failures_total', 'Requests refused as unauthenticated, by kind.', { kind: FAILURE_KINDS })
