import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { PrincipalClass } from '../../../schema/policy/principal-class.ts'

/** Who looked, under which request. */
export interface AccessRequest {
  readonly envelope: Envelope
  readonly principalClass: PrincipalClass
  readonly auditKey: Buffer
  /** In milliseconds since 1970. */
  readonly now: number
}
