/** Bounds of what one read may ask for; all of them hold before the database is asked. */
export interface ReadLimits {
  readonly defaultPage: number
  readonly largestPage: number
  /** Rows of a page on its way into a file, which the gateway asks for and no client. */
  readonly exportedPage: number
  /** Rows of a page with a request for raw values. */
  readonly revealedPage: number
  readonly largestOffset: number
  readonly orderTerms: number
  readonly filterDepth: number
  readonly filterLeaves: number
  /** Values of one `in` or `nin`. */
  readonly listedValues: number
  /** Keys of one entity batch. */
  readonly batchKeys: number
}

export const READ_LIMITS: ReadLimits = {
  defaultPage: 20, largestPage: 100, exportedPage: 1000, revealedPage: 20, largestOffset: 10_000, orderTerms: 4, filterDepth: 6, filterLeaves: 60, listedValues: 200, batchKeys: 10_000,
}
