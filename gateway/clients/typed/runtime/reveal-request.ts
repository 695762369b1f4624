/** Asks for the raw value of one field: `email: { $reveal: { reason: '…', purpose: 'DSAR' } }`. The reason is logged. */
export interface RevealRequest {
  /** At least 12 characters, without personal data. */
  readonly reason: string
  /** One of those that the token lists; without it that of the request. */
  readonly purpose?: string
  /** Id of an open ticket; for SUPPORT. */
  readonly ticket?: string
}
