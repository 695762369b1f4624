/** One change that breaks something: a client's document, or a promise about personal data. */
export interface CheckFinding {
  readonly kind: 'SCHEMA' | 'VARIANT' | 'PRIVACY'
  /** A word for the sort of change, in upper case. */
  readonly change: string
  /** Coordinate that it is about; of a cell of the clearance table: role and category. */
  readonly at: string
  /** In words. */
  readonly message: string
  /** The variant whose clients it breaks. */
  readonly variant?: string
  /** Operations that used it in the last thirty days; absent where nobody was asked. */
  readonly usedBy?: number
}
