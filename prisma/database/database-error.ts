/** What went wrong below the graph, for the people who run it; `code` is stable, the message says what to do. */
export type DatabaseErrorCode =
  | 'BRAND_ID_MALFORMED'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_UNREACHABLE'
  | 'DEADLINE_PASSED'
  | 'KEY_MALFORMED'
  | 'KEY_MISSING'
  | 'MIGRATION_EDITED'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_LOGIN_TOO_WEAK'
  | 'MIGRATION_LOGIN_TOO_STRONG'
  | 'PLATFORM_UNSUPPORTED'
  | 'POOL_EXHAUSTED'
  | 'POSTGRES_DID_NOT_START'
  | 'ROLE_SECRET_MISSING'
  | 'SETTINGS_INVALID'
  | 'SETTING_NAME_MALFORMED'
  | 'TENANT_MISSING'
  | 'TRANSACTION_ENDED'
  | 'TRANSACTION_ROLLED_BACK'

/** Programs print its message and nothing else: the stack of an expected failure helps nobody. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
