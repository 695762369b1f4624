/** What a mask may depend on besides the value: columns of the same row that the caller sees anyway. */
export interface MaskColumns {
  /** SQL of the row's country code, for TAX_ID. */
  readonly countrySql?: string
  /** SQL of the redacted copy and of the detectors' version it was made with, for TEXT. */
  readonly redactedSql?: string
  readonly versionSql?: string
}

/** The same, as values of one row. */
export interface MaskValues {
  readonly country?: string | null
  readonly redacted?: string | null
  readonly version?: number | null
}

/**
 * One format, twice: as a Postgres expression and as a function, which must agree on every input.
 * The expression never raises, whatever the column holds: no cast of a value to a narrower type, and regular expressions of constants only,
 * written without backslashes, so that they mean the same under every setting of string constants.
 */
export interface Mask {
  /** `column` is SQL text of a text value that is not null; the result is never null for EMAIL, NAME, PHONE, IP, TAX_ID, LAST4, FIXED. */
  readonly sql: (column: string, columns: MaskColumns) => string
  readonly value: (text: string, values: MaskValues) => string | null
}

/** Writes a constant as an SQL string. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
